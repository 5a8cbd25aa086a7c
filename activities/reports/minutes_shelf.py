"""The year's minutes of a branch, book by book: a kind each, group meetings by group (S23)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from activities.kinds import KINDS
from activities.models import RecordSheet
from activities.rules.minutes_parts import title_of
from branches.models import Organization, PartyGroup
from partywork.common import clock


@dataclass(frozen=True)
class ShelfBook:
    """One book: its kind, its group where it has one, and what stands in it in the order of dates."""

    kind: str
    title: str
    group_id: int | None
    group: str
    records: tuple[RecordSheet, ...]

    @property
    def signed(self) -> int:
        return sum(record.signed_at is not None for record in self.records)

    @property
    def drafts(self) -> int:
        return len(self.records) - self.signed

    @property
    def overdue(self) -> int:
        """Not signed within the days (MT-12)."""
        now = clock.now()
        return sum(record.signed_at is None and record.due_at <= now for record in self.records)


def years_of(rows: QuerySet[RecordSheet]) -> list[int]:
    """The years these stand in and the current one, the latest first. One query."""
    found = rows.order_by().values_list("activity__for_year", flat=True).distinct()
    return sorted({*found, clock.today().year}, reverse=True)


def minutes_of_year(branch: Organization, year: int, group: PartyGroup | None = None) -> list[RecordSheet]:
    """In the order in which the meetings began, with what a book prints of them; of a group its own. One query."""
    rows = RecordSheet.objects.minutes().filter(activity__branch=branch, activity__for_year=year)
    if group is not None:
        rows = rows.filter(activity__group=group)
    related = ("activity__branch", "activity__group", "activity__host", "activity__recorder", "signed")
    return list(rows.select_related(*related).order_by("activity__starts_at", "pk"))


def shelf(records: Iterable[RecordSheet]) -> list[ShelfBook]:
    """The books of these minutes, in the order of the kinds."""
    found: dict[tuple[str, int], list[RecordSheet]] = {}
    for record in records:
        activity = record.activity
        found.setdefault((activity.kind, activity.group_id or 0), []).append(record)
    order = list(KINDS)
    return [
        ShelfBook(
            kind=kind,
            title=f"{title_of(kind)}本",
            group_id=group_id or None,
            group=rows[0].activity.group.name if rows[0].activity.group else "",
            records=tuple(rows),
        )
        for (kind, group_id), rows in sorted(
            found.items(), key=lambda book: (order.index(book[0][0]), _group_name(book[1]))
        )
    ]


def _group_name(rows: list[RecordSheet]) -> str:
    group = rows[0].activity.group
    return group.name if group is not None else ""
