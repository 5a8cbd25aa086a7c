"""A member's own year: every mark, from the moment it is made; nobody else's is in it (M14)."""

from dataclasses import dataclass

from django.db.models import Q

from activities.choices import (
    LEAVE_STATUS,
    PRESENT_STATUSES,
    ActivityState,
    AttendanceStatus,
    MakeUpState,
    ObjectionState,
)
from activities.models import Activity, Attendance, MakeUp, Objection
from members.models import Member

MAKE_UP_TEXTS: dict[str, str] = {
    MakeUpState.OPEN: "待补课",
    MakeUpState.CONTACTED: "待补课",
    MakeUpState.DONE: "补课待确认",
    MakeUpState.CONFIRMED: "补课办结",
}
NOT_EXPECTED = (AttendanceStatus.NOT_YET, AttendanceStatus.EXEMPT)


@dataclass(frozen=True)
class OwnLine:
    attendance: Attendance
    make_up: MakeUp | None
    objection: Objection | None = None

    @property
    def may_object(self) -> bool:
        """Any mark but plain presence, unless an objection waits already (M15)."""
        waits = self.objection is not None and self.objection.state == ObjectionState.OPEN
        return not self.attendance.is_present and not waits

    @property
    def text(self) -> str:
        """到会 · 公务请假，补课办结 · 待核"""
        status = str(self.attendance.get_status_display())
        return f"{status}，{MAKE_UP_TEXTS[self.make_up.state]}" if self.make_up else status


@dataclass(frozen=True)
class OwnYear:
    """`expected` counts closed activities the member was obliged to come to, and those he came to anyway."""

    year: int
    lines: list[OwnLine]
    expected: int
    attended: int
    on_leave: int
    make_ups: int
    made_up: int

    @property
    def open_marks(self) -> int:
        """Activities without any mark yet: not absence, the register is open (N14)."""
        return sum(line.attendance.status == AttendanceStatus.UNSETTLED for line in self.lines)


def own_year(member: Member, year: int) -> OwnYear:
    """Two queries. Before an activity is closed only presence is shown, never an absence."""
    held = Q(activity__state=ActivityState.HELD)
    rows = list(
        Attendance.objects.filter(member=member, activity__for_year=year)
        .filter(held | Q(status__in=PRESENT_STATUSES))
        .exclude(status=AttendanceStatus.NOT_YET)
        .exclude(activity__state=ActivityState.CANCELLED)
        .select_related("activity", "make_up")
        .order_by("-activity__starts_at")
    )
    objections = {row.activity_id: row for row in Objection.objects.filter(member=member).order_by("pk")}
    lines = [OwnLine(row, getattr(row, "make_up", None), objections.get(row.activity_id)) for row in rows]
    make_ups = [line.make_up for line in lines if line.make_up]
    return OwnYear(
        year=year,
        lines=lines,
        expected=sum(row.status not in NOT_EXPECTED for row in rows),
        attended=sum(row.is_present for row in rows),
        on_leave=sum(row.status in LEAVE_STATUS.values() for row in rows),
        make_ups=len(make_ups),
        made_up=sum(make_up.state == MakeUpState.CONFIRMED for make_up in make_ups),
    )


def own_counts(members: list[int], activity: Activity) -> dict[int, tuple[int, int]]:
    """How often each came and how often each was expected in the year, the one activity left out. One query."""
    rows = (
        Attendance.objects.filter(
            member__in=members, activity__for_year=activity.for_year, activity__state=ActivityState.HELD
        )
        .exclude(activity=activity)
        .values_list("member_id", "status")
    )
    counts: dict[int, tuple[int, int]] = {}
    for member, status in rows:
        attended, expected = counts.get(member, (0, 0))
        counts[member] = (
            attended + (status in PRESENT_STATUSES),
            expected + (status not in NOT_EXPECTED),
        )
    return counts


def years_of(member: Member) -> list[int]:
    years = Attendance.objects.filter(member=member).values_list("activity__for_year", flat=True).distinct()
    return sorted(years, reverse=True)
