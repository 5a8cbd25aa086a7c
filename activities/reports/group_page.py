"""What a group leader sees: the own people only, what comes, who is there, what they still owe (G02, G04)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from activities.choices import (
    LEAVE_STATUS,
    PRESENT_STATUSES,
    ActivityState,
    AttendanceStatus,
    GroupRegisterState,
    LeaveReason,
    LeaveState,
    MakeUpState,
)
from activities.kinds import KINDS, Expects
from activities.models import Activity, GroupRegister, LeaveRequest, MakeUp
from activities.reports.expected import expected_at
from activities.rules.sign_in_window import window_of
from branches.models import PartyGroup
from members.reports.led_group import people_of
from members.reports.roster import RosterEntry
from partywork.common import clock

AHEAD = timedelta(days=21)
BEHIND = timedelta(days=14)


@dataclass(frozen=True)
class GroupLine:
    """One person of the group at one activity."""

    member_id: int
    user_id: int | None
    name: str
    status: str
    is_exempt: bool
    has_answered: bool
    leave: LeaveRequest | None

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT_STATUSES

    @property
    def is_on_leave(self) -> bool:
        return self.leave is not None and self.leave.state == LeaveState.APPROVED

    @property
    def waits(self) -> bool:
        """Nothing at all is known: not marked, no leave granted, not exempt."""
        return self.status == AttendanceStatus.UNSETTLED

    @property
    def has_not_answered(self) -> bool:
        return not self.has_answered and self.leave is None and not self.is_exempt

    @property
    def label(self) -> str:
        """到会 · 请假（公务）待批 · 没有登记"""
        if self.waits and self.leave is not None and self.leave.state == LeaveState.ASKED:
            return "请假待批"
        return "没有登记" if self.waits else str(AttendanceStatus(self.status).label)

    @property
    def answer(self) -> str:
        """Before it begins: what the person said."""
        if self.leave is not None:
            return f"请假{self.leave.get_state_display()}"
        if self.has_answered:
            return "参加"
        return "豁免" if self.is_exempt else "没有答复"


@dataclass(frozen=True)
class GroupActivity:
    """One activity as the leader works on it."""

    activity: Activity
    lines: list[GroupLine]
    register: GroupRegister | None

    @property
    def may_mark(self) -> bool:
        opens = window_of(self.activity.starts_at, self.activity.ends_at).opens
        with_leader = self.register is None or self.register.is_with_leader
        return self.activity.is_open and clock.now() >= opens and with_leader

    @property
    def has_begun(self) -> bool:
        return clock.now() >= window_of(self.activity.starts_at, self.activity.ends_at).opens

    @property
    def present(self) -> int:
        return sum(line.is_present for line in self.lines)

    @property
    def expected(self) -> int:
        return sum(line.is_present or not line.is_exempt for line in self.lines)

    @property
    def waiting(self) -> list[GroupLine]:
        return [line for line in self.lines if line.waits]

    @property
    def unanswered(self) -> list[GroupLine]:
        return [line for line in self.lines if line.has_not_answered]

    @property
    def is_own(self) -> bool:
        """The group's own meeting, which its leader runs from the notice to the end (MT-04)."""
        return self.activity.group_id is not None

    @property
    def state(self) -> str:
        if self.activity.state == ActivityState.HELD:
            return "已结束"
        return self.register.get_state_display() if self.register else GroupRegisterState.OPEN.label


@dataclass(frozen=True)
class GroupHome:
    """The leader's first page: what comes for the group, and the open make-ups of its people."""

    activities: list[Activity]
    make_ups: list[MakeUp]

    @property
    def handed_in(self) -> list[MakeUp]:
        return [row for row in self.make_ups if row.state == MakeUpState.DONE]


def group_home(group: PartyGroup, moment: datetime) -> GroupHome:
    """Three queries, however many people and activities."""
    activities = (
        Activity.objects.filter(for_group(group), branch=group.branch_id)
        .exclude(state=ActivityState.CANCELLED)
        .filter(ends_at__gt=moment - BEHIND, starts_at__lt=moment + AHEAD)
        .order_by("starts_at")
    )
    return GroupHome(list(activities), make_ups_of_group(group))


def for_group(group: PartyGroup) -> Q:
    """What a leader has to do with: the branch's own that were announced, and the meetings of his group from their
    first draft; not those of another group, nor of the branch committee.
    """
    members_own = [key for key, kind in KINDS.items() if kind.expects is Expects.MEMBERS]
    return Q(group=group) | Q(group__isnull=True, kind__in=members_own, published_at__isnull=False)


def make_ups_of_group(group: PartyGroup) -> list[MakeUp]:
    """What the people of the group still owe, and what waits for a second person (G04)."""
    rows = MakeUp.objects.filter(
        attendance__activity__branch=group.branch_id,
        attendance__member__in=people_of(group, clock.today()),
    ).exclude(state=MakeUpState.CONFIRMED)
    return list(
        rows.select_related(
            "attendance__member", "attendance__activity__branch", "contacted_by", "handed_in_by"
        )
    )


def group_activity(activity: Activity, group: PartyGroup) -> GroupActivity:
    register = GroupRegister.objects.filter(activity=activity, group=group).first()
    return GroupActivity(activity, group_lines(activity, group), register)


def group_lines(activity: Activity, group: PartyGroup) -> list[GroupLine]:
    """The people of the group on the day of the activity; nobody else's name is read."""
    entries = [entry for entry in expected_at(activity) if entry.group_id == group.pk]
    people = [entry.member_id for entry in entries]
    marks = dict(activity.attendances.filter(member__in=people).values_list("member_id", "status"))
    answered = set(activity.answers.filter(member__in=people).values_list("member_id", flat=True))
    leaves = {
        leave.member_id: leave
        for leave in activity.leaves.filter(member__in=people).exclude(state=LeaveState.WITHDRAWN)
    }
    return [
        GroupLine(
            member_id=entry.member_id,
            user_id=entry.user_id,
            name=entry.name,
            status=_status(entry, marks.get(entry.member_id), leaves.get(entry.member_id)),
            is_exempt=bool(entry.exemption),
            has_answered=entry.member_id in answered,
            leave=leaves.get(entry.member_id),
        )
        for entry in entries
    ]


def registers_of(activity: Activity) -> list[GroupRegister]:
    """What the groups handed up, for the secretary; nothing where none does. While it runs, those that have not are
    among them as open ones, unsaved.
    """
    if activity.sort.expects is not Expects.MEMBERS:
        return []  # a group's own meeting is its leader's; the committee has no groups
    known = {
        register.group_id: register
        for register in GroupRegister.objects.filter(activity=activity).select_related(
            "group", "handed_up_by", "confirmed_by"
        )
    }
    if not activity.is_open or not known:
        return list(known.values())
    groups = PartyGroup.objects.filter(branch=activity.branch, dissolved_on__isnull=True)
    return [known.get(group.pk) or GroupRegister(activity=activity, group=group) for group in groups]


def _status(entry: RosterEntry, mark: str | None, leave: LeaveRequest | None) -> str:
    if mark is not None:
        return mark
    if leave is not None and leave.state == LeaveState.APPROVED:
        return LEAVE_STATUS[LeaveReason(leave.reason)]
    return AttendanceStatus.EXEMPT if entry.exemption else AttendanceStatus.UNSETTLED
