"""What somebody's gatherings come to in hours of study, no hour counted twice (ED-03, PD-19, decision 0016).

Gatherings at the same time, and the parts of one afternoon, are one stay: its minutes are counted once and converted
once. A lecture of an hour and two hours of Party day after it are half a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from activities.rules.lecture_hours import tenths_of
from partywork.common.clock import OFFICE


@dataclass(frozen=True)
class Worth:
    """The conversion in force on the day: from how many minutes on it is half a day, and what that counts."""

    half_day: int = 180
    per_half_day: int = 4
    per_day: int = 8

    def tenths(self, minutes: int) -> int:
        """A shorter stay never counts for more than a longer one, whatever the committee has set."""
        found = tenths_of(
            minutes, half_day=self.half_day, per_half_day=self.per_half_day, per_day=self.per_day
        )
        if minutes < self.half_day:
            return min(found, self.per_half_day * 10, self.per_day * 10)
        return min(found, self.per_day * 10)


@dataclass(frozen=True)
class Sitting:
    """One gathering somebody was at, with the time he was there.

    `said` are the tenths of an hour that somebody wrote down with a reason, or those of an event of several days;
    `is_days`: of several days, which no limit of one day touches.
    """

    key: int
    starts_at: datetime
    ends_at: datetime
    worth: Worth
    gathering: int | None = None
    said: int | None = None
    is_days: bool = False

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(OFFICE).date()

    def belongs_with(self, other: "Sitting") -> bool:
        same = self.gathering is not None and self.gathering == other.gathering
        return same or (self.starts_at < other.ends_at and other.starts_at < self.ends_at)


def tenths_by_sitting(sittings: Iterable[Sitting]) -> dict[int, int]:
    """By key, what each adds; together what the stays of the year come to."""
    given: dict[int, int] = {}
    for stay in _stays(sorted(sittings, key=lambda each: (each.starts_at, each.key))):
        given |= _of_stay(stay)
    return given


def capped_by_day(sittings: Sequence[Sitting], given: dict[int, int]) -> dict[int, int]:
    """No day counts for more than a day: what is over it is taken from the latest. What was said stays as said."""
    found = dict(given)
    used: dict[date, int] = defaultdict(int)
    for each in sorted(sittings, key=lambda one: (one.starts_at, one.key)):
        if each.is_days or each.said is not None:
            continue
        left = max(each.worth.per_day * 10 - used[each.day], 0)
        found[each.key] = min(given[each.key], left)
        used[each.day] += found[each.key]
    return found


def _stays(ordered: Sequence[Sitting]) -> list[list[Sitting]]:
    """Those that belong together, also through a third one between them."""
    stays: list[list[Sitting]] = []
    for each in ordered:
        joined = [stay for stay in stays if any(each.belongs_with(other) for other in stay)]
        rest = [stay for stay in stays if stay not in joined]
        stays = [*rest, [*(one for stay in joined for one in stay), each]]
    return stays


def _of_stay(stay: list[Sitting]) -> dict[int, int]:
    """What was said counts as it was said; the other minutes once, each sitting with what it adds to those before."""
    said = {each.key: each.said for each in stay if each.said is not None}
    taken = _union([(each.starts_at, each.ends_at) for each in stay if each.key in said])
    found, spans, before = dict(said), list[tuple[datetime, datetime]](), 0
    for each in stay:
        if each.key in said:
            continue
        spans.append((each.starts_at, each.ends_at))
        now = each.worth.tenths(_minutes(_union(spans)) - _minutes(_shared(_union(spans), taken)))
        found[each.key] = max(now - before, 0)
        before = max(now, before)
    return found


Spans = list[tuple[datetime, datetime]]


def _union(spans: Spans) -> Spans:
    found: Spans = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _shared(first: Spans, second: Spans) -> Spans:
    both = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return [(start, end) for start, end in both if start < end]


def _minutes(spans: Spans) -> int:
    return sum((end - start) // timedelta(minutes=1) for start, end in spans)
