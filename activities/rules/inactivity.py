"""How long somebody has taken no part in organizational life without a known reason: the clock of MEM-14.

It counts, it decides nothing. A day taken part in, an approved leave, an exemption or a time away starts it anew.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from partywork.common.months import months_between

ALERTS = (3, 5, 6)


@dataclass(frozen=True)
class Mark:
    """One activity that was held and to which he was expected: took part (or made it up), excused, or neither."""

    day: date
    took_part: bool = False
    excused: bool = False


@dataclass(frozen=True)
class Reason:
    """A time that counts as a proper reason; the last day is included, None while it lasts."""

    since: date
    until: date | None


@dataclass(frozen=True)
class Silence:
    """Whole months since `since`, and how many activities went by without him in that time."""

    since: date
    months: int
    missed: int

    @property
    def alert(self) -> int:
        """The last bell that has rung: 3, 5 or 6 months; 0 before, and while nothing was missed."""
        return max((limit for limit in ALERTS if self.missed and self.months >= limit), default=0)


def silence(marks: Collection[Mark], reasons: Collection[Reason], *, joined: date, today: date) -> Silence:
    """From the last sign of life (or the end of the last reason) to today."""
    last = max((mark.day for mark in marks if mark.took_part or mark.excused), default=joined)
    last = max(last, joined)
    for reason in reasons:
        if reason.since > today:
            continue
        if reason.until is None or reason.until >= today:
            return Silence(today, 0, 0)
        last = max(last, reason.until)
    missed = sum(mark.day > last and not (mark.took_part or mark.excused) for mark in marks)
    return Silence(last, max(months_between(last, today), 0), missed)
