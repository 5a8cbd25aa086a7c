"""A member states, once a term, when he cannot come; and takes it back (S08)."""

from datetime import date, timedelta

from django.db import transaction

from activities.choices import LeaveReason, PartOfDay, Weekday
from activities.models import StandingAbsence
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require

A_TERM = timedelta(days=190)
AT_MOST = 10


@transaction.atomic
def state(
    member: Member, *, weekday: int, part: str, since: date, until: date, reason: str, by: User
) -> StandingAbsence:
    """For one term at the most; said again next term. The same time twice is once."""
    member = lock(member)
    require(weekday in Weekday.values, "请选星期几。", field="weekday")
    require(part in PartOfDay.values, "请选什么时候。", field="part")
    require(reason in LeaveReason.values, "请选一个原因。", field="reason")
    require(until >= since, "结束的日子不能早于开始的日子。", field="until")
    require(until >= clock.today(), "这段时间已经过去了。", field="until")
    require(until - since <= A_TERM, "最长登记半年（一个学期），以后再登记一次。", field="until")
    absence = StandingAbsence.objects.filter(member=member, weekday=weekday, part=part, since=since).first()
    if absence is not None and absence.until == until:
        return absence
    known = StandingAbsence.objects.filter(member=member, until__gte=clock.today()).count()
    require(known < AT_MOST, f"最多登记{AT_MOST}个时间，请先去掉不用的。")
    absence, _ = StandingAbsence.objects.update_or_create(
        member=member, weekday=weekday, part=part, since=since, defaults={"until": until, "reason": reason}
    )
    journal(absence, "state", by=by)
    return absence


@transaction.atomic
def take_back(absence: StandingAbsence, *, by: User) -> None:
    """Gone already, by the second of two clicks, it is no error and written down once."""
    gone, _ = StandingAbsence.objects.filter(pk=absence.pk).delete()
    if gone:
        journal(absence, "take_back", by=by)
