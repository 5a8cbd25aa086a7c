"""Taking the register while the activity is open: a mark for one, or for all who have none (AT-01, G03)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from activities.choices import (
    PRESENT_STATUSES,
    AttendanceStatus,
    LeaveState,
    SignInMethod,
)
from activities.kinds import Expects
from activities.models import Activity, Attendance
from activities.reports.expected import expected_at, not_expected
from activities.rules.sessions import HalfDay
from activities.services import sessions, together
from activities.services.group_lock import locked_members, require_unlocked
from members.models import Member, User
from members.reports.roster import RosterEntry
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import require

# What an earlier mark knew besides, and a new one does not.
AS_MARKED: dict[str, None] = {"entered_at": None, "proxy": None, "left_at": None, "minutes": None}


@transaction.atomic
def mark(
    activity: Activity,
    member: Member,
    *,
    status: str,
    by: User,
    remark: str = "",
    method: SignInMethod = SignInMethod.LIST,
    half: HalfDay | None = None,
) -> Attendance | None:
    """Take the register: set or, with status "", remove a mark while the activity is open. Twice is once.

    `half` is the half day it is about, on an event of several days; this one, where nothing is said.
    """
    activity = together.own_of(together.lock_parts(activity), activity)
    require(activity.is_open, "活动已结束，签到册已固定；待核人员请用“核定”。", code="closed")
    if method in (SignInMethod.LIST, SignInMethod.ROLL_CALL):
        require_unlocked(activity, member.pk)
    if not status:
        _unmark(activity, member)
        return None
    require(status in AttendanceStatus.values, "没有这种到会状态。", field="status")
    entry = entry_of(activity, member)
    attendance, _ = Attendance.objects.update_or_create(
        activity=activity,
        member=member,
        defaults={
            "status": status,
            "method": method,
            "standing": entry.standing,
            "group_name": entry.group_name,
            "remark": remark,
            "marked_at": clock.now(),
            "marked_by": by,
            **AS_MARKED,
        },
    )
    if status in PRESENT_STATUSES:
        sessions.note(activity, [member.pk], clock.now(), method=method, by=by, half=half)
    together.spread(activity, [member.pk], clock.now())
    return attendance


def _unmark(activity: Activity, member: Member) -> None:
    standing = activity.attendances.filter(member=member).first()
    if standing is not None:
        together.withdraw(activity, standing)
        standing.delete()
    activity.session_marks.filter(member=member).delete()


@transaction.atomic
def mark_all_present(activity: Activity, *, by: User, only: Collection[int] | None = None) -> int:
    """Tick everybody who has no mark, no approved leave and no exemption; the exceptions are then unticked.

    `only` are the members of one group; groups whose register is confirmed are left as they are (G03).
    """
    activity = together.own_of(together.lock_parts(activity), activity)
    require(activity.is_open, "活动已结束，签到册已固定。", code="closed")
    away = set(activity.leaves.filter(state=LeaveState.APPROVED).values_list("member_id", flat=True))
    marked = set(activity.attendances.values_list("member_id", flat=True)) | locked_members(activity)
    now = clock.now()
    rows = [
        row_of(activity, entry, AttendanceStatus.PRESENT, SignInMethod.LIST, now, by)
        for entry in expected_at(activity)
        if entry.member_id not in away | marked
        and not entry.exemption
        and (only is None or entry.member_id in only)
    ]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    together.spread(activity, {row.member_id for row in rows}, now)
    if activity.spans_days:
        here = activity.attendances.filter(status__in=PRESENT_STATUSES).values_list("member_id", flat=True)
        sessions.note(activity, list(here), now, method=SignInMethod.LIST, by=by)
    return len(rows)


def row_of(
    activity: Activity,
    entry: RosterEntry,
    status: AttendanceStatus,
    method: SignInMethod,
    now: datetime,
    by: User,
) -> Attendance:
    """A mark not yet written, with the standing and the group of that day."""
    return Attendance(
        activity=activity,
        member_id=entry.member_id,
        status=status,
        method=method,
        standing=entry.standing,
        exempt=bool(entry.exemption),
        group_name=entry.group_name,
        marked_at=now,
        marked_by=by,
    )


def entry_of(activity: Activity, member: Member) -> RosterEntry:
    """The member as the roster of that day has him; DomainError when it does not."""
    for entry in expected_at(activity):
        if entry.member_id == member.pk:
            return entry
    whose = activity.sort.expects is Expects.MEMBERS
    refusal = f"{member.name}当日不在本支部名册上，请登记为来宾。" if whose else not_expected(activity)
    raise DomainError(refusal, code="not_on_roster")
