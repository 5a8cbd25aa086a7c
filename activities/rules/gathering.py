"""One afternoon, several duties: whose time is whose, and which of them a mark belongs to (N06, PD-19)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=30)  # what must be left of a part that gives some of its time to another


@dataclass(frozen=True)
class Span:
    """One part: its hours, and the Party group where it is one group's alone."""

    key: int
    starts_at: datetime
    ends_at: datetime
    group: int | None = None

    def shares_an_hour_with(self, other: "Span") -> bool:
        """End to start is no overlap. Two groups meet at the same time: nobody is in both."""
        apart = self.group is not None and other.group is not None and self.group != other.group
        return not apart and self.starts_at < other.ends_at and other.starts_at < self.ends_at


def in_the_way(part: Span, others: Iterable[Span]) -> Span | None:
    """The first other part that has some of the same time; None where every hour is one part's alone."""
    return next((each for each in others if each.key != part.key and part.shares_an_hour_with(each)), None)


def reached_by(moment: datetime, here: int, parts: Sequence[Span]) -> list[int]:
    """The parts a mark of that moment stands for: those not over yet, and the one it was made on. Written down
    after the last is over it stands for all: somebody was there that afternoon.
    """
    if moment >= max(each.ends_at for each in parts):
        return [each.key for each in parts]
    return [each.key for each in parts if each.key == here or each.ends_at > moment]


@dataclass(frozen=True)
class Place:
    """When the new part is held, and when the old one begins then."""

    starts_at: datetime
    ends_at: datetime
    then_at: datetime


def place_for(minutes: int, asked: Span, others: Iterable[Span], *, may_give: bool) -> Place:
    """At the beginning of the part it is asked from, which begins later, if that may still be changed and enough is
    left of it; else after the last one.
    """
    length = timedelta(minutes=minutes)
    if may_give and asked.ends_at - asked.starts_at - length >= SHORTEST:
        then = asked.starts_at + length
        return Place(asked.starts_at, then, then)
    last = max([asked.ends_at, *(each.ends_at for each in others)])
    return Place(last, last + length, asked.starts_at)
