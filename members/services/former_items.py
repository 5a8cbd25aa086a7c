"""Keeping what an item of the file was, with the day until which it was so (ST-02, ST-03)."""

from datetime import date

from members.models import FormerItem, Member
from partywork.common import clock
from partywork.common.verbs import require


def remember(member: Member, item: str, *, before: str, now: str, since: date | None) -> None:
    """From `since` on it is `now`; called by the verb that changes it, under its lock of the member.

    What was entered for later days than that is thereby said to be wrong. An item that was empty was not known:
    whatever is entered first is taken for the time before as well.
    """
    day = since or clock.today()
    require(day <= clock.today(), "变化的日期不能晚于今天。", field="since")
    if before == now:
        return
    later = FormerItem.objects.filter(member=member, item=item, until__gte=day).order_by("until")
    held = next(iter(later.values_list("value", flat=True)[:1]), before)
    later.delete()
    if held and held != now:
        FormerItem.objects.create(member=member, item=item, until=day, value=held)
