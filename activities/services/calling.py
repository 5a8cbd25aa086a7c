"""Telling by telephone whom no notice reached; the tick is the proof (N11, PD-05)."""

from django.db import transaction

from activities.choices import ActivityState
from activities.models import Activity, NoticeCall
from activities.reports.expected import expected_at
from activities.reports.steps import published_for_rule
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def called(activity: Activity, member: Member, *, by: User) -> NoticeCall:
    """Somebody was told by telephone just now. Twice is once; after a change of time a call counts anew."""
    activity = _open(activity)
    on_roster = any(entry.member_id == member.pk for entry in expected_at(activity))
    require(on_roster, "这位党员当日不在本支部名册上。", code="not_on_roster")
    now = clock.now()
    call, is_new = NoticeCall.objects.get_or_create(
        activity=activity, member=member, defaults={"called_at": now, "called_by": by}
    )
    since = published_for_rule(activity)
    if not is_new and since is not None and call.called_at < since:
        call.called_at, call.called_by, is_new = now, by, True
        save(call, "called_at", "called_by")
    if is_new:
        journal(call, "call", by=by)
    return call


@transaction.atomic
def not_called(activity: Activity, member: Member, *, by: User) -> None:
    """A tick set by mistake is taken off; the journal keeps both."""
    activity = _open(activity)
    for call in activity.calls.filter(member=member):
        journal(call, "take_back", by=by)
        call.delete()


def _open(activity: Activity) -> Activity:
    activity = lock(activity)
    announced = activity.state == ActivityState.ANNOUNCED
    require(announced, "预告发出以后、活动开始以前才登记电话通知。", code="wrong_state")
    require(activity.is_ahead(clock.now()), "活动已经开始，不再登记电话通知。", code="too_late")
    return activity
