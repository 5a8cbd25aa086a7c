"""Taking the register of an event of several days, half day by half day, by hand (PD-30, AT-14)."""

from django.db import transaction

from activities.choices import PRESENT_STATUSES, AttendanceStatus, SignInMethod
from activities.models import Activity
from activities.reports.sessions import sessions_at
from activities.rules.sessions import HalfDay, half_days
from activities.services import attending, sessions
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def mark_half_day(activity: Activity, member: Member, half: HalfDay, *, present: bool, by: User) -> None:
    """The recorder ticks or unticks one person at a half day that has come. Twice is once."""
    activity = lock(activity)
    require(activity.is_open, "活动已结束，签到册已固定。", code="closed")
    require(half in half_days(activity.starts_at, activity.ends_at), "活动没有这半天。", code="no_half_day")
    require(half.on <= clock.today(), "这一天还没有到。", code="too_early")
    here = activity.attendances.filter(member=member, status__in=PRESENT_STATUSES)
    if not present:
        _untick(activity, member, half, by=by)
    elif here.exists():
        entry = attending.entry_of(activity, member)
        sessions.note(activity, [entry.member_id], clock.now(), method=SignInMethod.LIST, by=by, half=half)
    else:
        attending.mark(activity, member, status=AttendanceStatus.PRESENT, by=by, half=half)


def _untick(activity: Activity, member: Member, half: HalfDay, *, by: User) -> None:
    """The whole session it belongs to; who is left with none was not there."""
    _mode, asked = sessions_at(activity)
    together = next((session.halves for session in asked if half in session.halves), (half,))
    marks = activity.session_marks.filter(member=member)
    for each in together:
        marks.filter(on=each.on, half=each.half).delete()
    journal(activity, "untick", by=by, reason=f"{member}：{half.label}", after=activity.state)
    if not marks.exists():
        activity.attendances.filter(member=member, status__in=PRESENT_STATUSES).delete()
