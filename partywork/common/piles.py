"""Many sorts of things that may wait, of which few do: which of them have anything is one question (decision 0039).

A first page looks for forty sorts of work. Asked one by one, most questions come back empty, and every new sort makes
the page dearer for all. A pile says where its rows lie and what they become; only piles with rows on them are read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import IntegerField, QuerySet, Value

Line = TypeVar("Line")


@dataclass(frozen=True)
class Pile(Generic[Line]):
    """One sort of waiting thing. `lines` is called only where `rows` has any; they may still come to none.

    Iterated alone it asks for itself, so that one sort can be looked at without the others.
    """

    rows: QuerySet[Any]
    lines: Callable[[QuerySet[Any]], Iterable[Line]]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines(self.rows) if self.rows.exists() else ())


def read(piles: Iterable[Pile[Line]]) -> list[list[Line]]:
    """The lines of each pile, in the order given: one query, and those of the piles that are not empty."""
    laid = list(piles)
    filled = _filled([pile.rows for pile in laid])
    return [list(pile.lines(pile.rows)) if number in filled else [] for number, pile in enumerate(laid)]


def _filled(lists: list[QuerySet[Any]]) -> set[int]:
    """The places of those that have a row. Each is asked for its first row only, in the words it is read with."""
    asked = [_first(rows, number) for number, rows in enumerate(lists)]
    if not asked:
        return set()
    return set(asked[0].union(*asked[1:], all=True))


def _first(rows: QuerySet[Any], number: int) -> QuerySet[Any, Any]:
    plain = rows.order_by().prefetch_related(None)
    return plain.values_list(Value(number, output_field=IntegerField()), flat=True)[:1]
