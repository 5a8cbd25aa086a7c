"""Keeping what an item of the file was, with the day until which it was so (ST-02, ST-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from members.models import FormerItem, Member
from partywork.common import clock
from partywork.common.verbs import require


@dataclass(frozen=True)
class Former:
    """An item that is `now` something else than `before`, or is not: then nothing is kept."""

    member: Member
    item: str
    before: str
    now: str


def remember(changes: Sequence[Former], *, since: date | None = None) -> None:
    """From `since` on it is `now`; called by the verb that changes it, under its lock of the members.

    What was entered for later days than that is thereby said to be wrong. An item that was empty was not known:
    whatever is entered first is taken for the time before as well.
    """
    day = since or clock.today()
    require(day <= clock.today(), "变化的日期不能晚于今天。", field="since")
    changed = [each for each in changes if each.before != each.now]
    if not changed:
        return
    wrong = _later(changed, day)
    held: dict[tuple[int, str], str] = {}
    for row in wrong:
        held.setdefault((row.member_id, row.item), row.value)
    FormerItem.objects.filter(pk__in=[row.pk for row in wrong]).delete()
    kept = [(each, held.get((each.member.pk, each.item), each.before)) for each in changed]
    FormerItem.objects.bulk_create(
        FormerItem(member=each.member, item=each.item, until=day, value=value)
        for each, value in kept
        if value and value != each.now
    )


def _later(changed: Sequence[Former], day: date) -> list[FormerItem]:
    """What stands for later days, the earliest first."""
    asked = {(each.member.pk, each.item) for each in changed}
    rows = FormerItem.objects.filter(member_id__in={pk for pk, _ in asked}, until__gte=day).order_by("until")
    return [row for row in rows if (row.member_id, row.item) in asked]
