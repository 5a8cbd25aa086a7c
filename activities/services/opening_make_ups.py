"""What each absentee owes after a meeting, by when and in which form (AT-05, AT-06, E-78)."""

from django.urls import reverse

from activities.choices import (
    LEAVE_STATUS,
    AbsenceKind,
    AttendanceStatus,
    MakeUpState,
    NoticeKind,
)
from activities.models import Activity, Attendance, MakeUp
from activities.reports.following import next_day
from activities.rules.make_up import Terms, kind_of, terms_of
from activities.services.at_host import hand_in_known
from activities.services.notifying import Message, queue
from branches.reports.parameters import in_force
from members.choices import ExemptionReason
from members.models import ExemptionSpell
from partywork.common import clock
from partywork.common.verbs import save

ABSENT_STATUSES = (
    *LEAVE_STATUS.values(),
    AttendanceStatus.ABSENT,
    AttendanceStatus.LEFT_SHORT,
    AttendanceStatus.EXEMPT,
)
NOT_HANDED_IN = (MakeUpState.OPEN, MakeUpState.CONTACTED)


def open_make_ups(activity: Activity) -> int:
    """One make-up per absentee, excused or not (AT-05); whoever turns out present needs none any more, however
    far it had come. The journal keeps its steps.
    """
    needless = MakeUp.objects.filter(attendance__activity=activity)
    needless.exclude(attendance__status__in=ABSENT_STATUSES).delete()
    absent = list(activity.attendances.filter(status__in=ABSENT_STATUSES).select_related("member", "make_up"))
    contract = _Contract(activity, absent)
    # Whoever is kept away by a decision owes nothing for it (E-52).
    kept_away = contract.kept_away()
    if kept_away:
        needless.filter(attendance__member__in=kept_away).delete()
        absent = [row for row in absent if row.member_id not in kept_away]
    for row in absent:
        if hasattr(row, "make_up"):
            contract.follow(row.make_up, row)
    made = MakeUp.objects.bulk_create(contract.drawn_up(row) for row in absent if not hasattr(row, "make_up"))
    for make_up in made:
        _tell(make_up)
    if any(make_up.kind == AbsenceKind.AWAY for make_up in made):
        hand_in_known(made)
    return len(made)


class _Contract:
    """Draws up what each absentee owes, by the limits in force on the day of the activity (E-78)."""

    def __init__(self, activity: Activity, absent: list[Attendance]) -> None:
        self._activity = activity
        self._limits = in_force(activity.branch, activity.day)
        self._next_day = next_day(activity)
        self._exemptions = _exemptions(activity, absent)

    def kept_away(self) -> frozenset[int]:
        return frozenset(pk for pk, reason in self._exemptions.items() if reason == ExemptionReason.SUSPENDED)

    def drawn_up(self, row: Attendance) -> MakeUp:
        terms = self._terms(row)
        deadline = terms.deadline(self._activity.last_day, self._next_day, self._activity.sort.label)
        return MakeUp(
            attendance=row,
            kind=terms.kind,
            forms=list(terms.forms),
            contact_first=terms.contact_first,
            due_at=deadline.due,
            why_due=deadline.explanation[:200],
        )

    def follow(self, make_up: MakeUp, row: Attendance) -> None:
        """The mark was put right before anything was handed in: another kind, never an earlier deadline."""
        terms = self._terms(row)
        if make_up.kind in ("", terms.kind) or make_up.state not in NOT_HANDED_IN:
            return
        fresh = self.drawn_up(row)
        make_up.kind, make_up.forms, make_up.contact_first = fresh.kind, fresh.forms, fresh.contact_first
        if fresh.due_at > make_up.due_at:
            make_up.due_at, make_up.why_due = fresh.due_at, fresh.why_due
        save(make_up, "kind", "forms", "contact_first", "due_at", "why_due")

    def _terms(self, row: Attendance) -> Terms:
        return terms_of(kind_of(row.status, self._exemptions.get(row.member_id, "")), self._limits)


def _exemptions(activity: Activity, absent: list[Attendance]) -> dict[int, str]:
    """Why each exempt member was exempt that day: the reason is a class, never a diagnosis (PI-02)."""
    if all(row.status != AttendanceStatus.EXEMPT for row in absent):
        return {}
    running = ExemptionSpell.objects.filter(
        branch=activity.branch, since__lte=activity.day, until__gte=activity.day
    )
    return dict(running.order_by("until").values_list("member_id", "reason"))


def _tell(make_up: MakeUp) -> None:
    row = make_up.attendance
    if row.member.user_id is None:
        return
    message = Message(
        occasion=f"make-up:{make_up.pk}",
        kind=NoticeKind.MAKE_UP,
        subject=f"请补课：{row.activity.theme}"[:120],
        body=f"{clock.short_date(row.activity.day)}的活动您没有到会，请在{clock.due_text(make_up.due_at)}前补课。"
        f"方式：{'、'.join(make_up.form_labels)}。",
        link=reverse("my_make_up", args=[make_up.pk]),
    )
    queue([row.member.user_id], message, activity=row.activity)
