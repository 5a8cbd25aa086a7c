"""Writing an agenda line by line without losing what hangs on its items: papers, speeches, ballots (F-02, MT-10)."""

from collections.abc import Sequence

from django.db.models import ProtectedError

from activities.models import Activity, AgendaItem
from activities.rules.agenda import AgendaLine
from activities.rules.agenda_matching import continued
from activities.rules.agenda_words import matter_in, tag_in
from partywork.common import clock
from partywork.common.errors import DomainError

LINE = ["position", "title", "minutes", "person", "tag", "matter", "updated_at"]


def write_agenda(activity: Activity, items: Sequence[AgendaLine]) -> None:
    """The lines in order. An item that goes on keeps its papers; one with a record is not struck out."""
    old = list(activity.agenda.all())
    places = continued([item.title for item in old], [title for title, _, _ in items])
    _strike_out([item for at, item in enumerate(old) if at not in places])
    new: list[AgendaItem] = []
    kept: list[AgendaItem] = []
    for number, ((title, minutes, person), place) in enumerate(zip(items, places, strict=True), 1):
        item = old[place] if place is not None else AgendaItem(activity=activity)
        if item.title != title:
            _guess(item, title)
        item.position, item.title, item.minutes, item.person = number, title, minutes, person
        item.updated_at = clock.now()
        (new if place is None else kept).append(item)
    AgendaItem.objects.bulk_create(new)
    AgendaItem.objects.bulk_update(kept, LINE)


def new_items(activity: Activity, titles: Sequence[str], *, first: int = 1) -> list[AgendaItem]:
    """Rows for titles nobody wrote anything to yet, not saved; what a title says about itself is filled in."""
    return [
        AgendaItem(
            activity=activity, position=number, title=title, tag=tag_in(title), matter=matter_in(title)
        )
        for number, title in enumerate(titles, first)
    ]


def _guess(item: AgendaItem, title: str) -> None:
    """Only where nobody has chosen otherwise: what was guessed from the old words follows the new ones."""
    if item.tag == tag_in(item.title):
        item.tag = tag_in(title)
    if item.matter == matter_in(item.title):
        item.matter = matter_in(title)


def _strike_out(items: Sequence[AgendaItem]) -> None:
    kept = next((item for item in items if has_record(item)), None)
    if kept is None:
        try:
            AgendaItem.objects.filter(pk__in=[item.pk for item in items]).delete()
        except ProtectedError:
            kept = items[0]
    if kept is not None:
        raise DomainError(
            f"“{kept.title}”下面已经有材料、发言、决定或者表决，不能删去；可以改它的文字和顺序。",
            field="agenda",
        )


def has_record(item: AgendaItem) -> bool:
    written = item.discussion or item.decision or item.settled or item.result
    hanging = (item.files, item.speeches, item.action_items, item.ballots)
    return bool(written) or any(rows.exists() for rows in hanging)
