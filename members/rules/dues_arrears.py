"""Who is behind, and for how long in a row: the clock of MEM-14, which a known reason stops (DU-16)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from members.rules.dues_months import later

ALERTS = (3, 5, 6)


@dataclass(frozen=True)
class Standing:
    """`unpaid` months behind, oldest first; `running` of them in a row up to the last, without a known reason."""

    unpaid: tuple[date, ...]
    running: int

    @property
    def alert(self) -> int:
        """The last bell that has rung: 3, 5 or 6 months; 0 before."""
        return max((limit for limit in ALERTS if self.running >= limit), default=0)


def standing(unpaid: Collection[date], excused: Collection[date], last: date) -> Standing:
    """The count runs backward from the last month that is over or due; a paid or excused month ends it."""
    behind = tuple(sorted(set(unpaid)))
    month, running = last, 0
    while month in behind and month not in excused:
        running += 1
        month = later(month, -1)
    return Standing(behind, running)
