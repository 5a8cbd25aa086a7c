"""What is owed for an absence, by its kind: allowed forms, deadline, steps (N02, AT-05, AT-07, AT-09)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from activities.choices import AbsenceKind, AttendanceStatus, LeaveReason, MakeUpMethod
from branches.rules.deadlines import Deadline, makeup_deadline
from members.choices import ExemptionReason

FAR_AWAY = (ExemptionReason.AWAY, ExemptionReason.ABROAD, ExemptionReason.TEACHING)
OF_STATUS: dict[str, AbsenceKind] = {
    AttendanceStatus.LEAVE_OFFICIAL: AbsenceKind.OFFICIAL,
    AttendanceStatus.LEAVE_SICK: AbsenceKind.ILLNESS,
    AttendanceStatus.LEAVE_MATERNITY: AbsenceKind.ILLNESS,
    AttendanceStatus.LEAVE_PERSONAL: AbsenceKind.PERSONAL,
    AttendanceStatus.LEAVE_OTHER: AbsenceKind.PERSONAL,
    AttendanceStatus.LEFT_SHORT: AbsenceKind.PERSONAL,
    AttendanceStatus.ABSENT: AbsenceKind.UNEXCUSED,
}
OF_REASON: dict[str, AbsenceKind] = {
    LeaveReason.OFFICIAL: AbsenceKind.OFFICIAL,
    LeaveReason.SICK: AbsenceKind.ILLNESS,
    LeaveReason.MATERNITY: AbsenceKind.ILLNESS,
    LeaveReason.PERSONAL: AbsenceKind.PERSONAL,
    LeaveReason.OTHER: AbsenceKind.PERSONAL,
}
# Official duty and family affairs follow the common deadline, `at.makeup_days`.
DAYS_KEYS: dict[str, str] = {
    AbsenceKind.UNEXCUSED: "at.makeup_days.unexcused",
    AbsenceKind.ILLNESS: "at.makeup_days.illness",
    AbsenceKind.AWAY: "at.makeup_days.away",
}


class Limits(Protocol):
    """The parameters in force on the day, whether live or frozen."""

    def __getitem__(self, key: str, /) -> Any: ...


@dataclass(frozen=True)
class Terms:
    """The contract for one kind of absence, by the limits in force on the day of the activity."""

    kind: AbsenceKind
    forms: tuple[str, ...]
    days: int
    before_next: bool
    contact_first: bool

    def deadline(self, event_day: date, next_event_day: date | None, what: str = "主题党日") -> Deadline:
        return makeup_deadline(event_day, self.days, next_event_day if self.before_next else None, what)

    @property
    def forms_text(self) -> str:
        """看学习材料、看录像或与委员谈"""
        labels = [str(MakeUpMethod(form).label) for form in self.forms]
        return "或".join(["、".join(labels[:-1]), labels[-1]]) if len(labels) > 1 else labels[0]


def kind_of(status: str, exemption: str = "") -> AbsenceKind:
    """The kind of absence from the mark; an exempt member's from the reason of the exemption (MEM-16, MEM-17)."""
    if status == AttendanceStatus.EXEMPT:
        return AbsenceKind.AWAY if exemption in FAR_AWAY else AbsenceKind.ILLNESS
    return OF_STATUS[status]


def terms_of(kind: AbsenceKind, limits: Limits) -> Terms:
    """What this kind of absence asks for. Where no form is ticked, every form will do."""
    allowed = tuple(limits[f"at.makeup_forms.{kind.value}"])
    return Terms(
        kind=kind,
        forms=tuple(form for form in MakeUpMethod.values if form in allowed) or tuple(MakeUpMethod.values),
        days=int(limits[DAYS_KEYS.get(kind, "at.makeup_days")]),
        before_next=kind in limits["at.makeup_before_next"],
        contact_first=kind in limits["at.makeup_contact_first"],
    )
