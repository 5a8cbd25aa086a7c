"""How long a letter of introduction holds (MEM-08): the day of issue and so many days after it, the last one too."""

from dataclasses import dataclass
from datetime import date, timedelta

# So many days before its end the branch that issued it is told, and the branch that is to accept it.
TOLD_BEFORE = 7


@dataclass(frozen=True)
class Validity:
    """A letter of 30 days issued on 1 June is good on 1 July, and no longer on 2 July."""

    issued_on: date
    days: int

    @property
    def last_day(self) -> date:
        return self.issued_on + timedelta(days=self.days)

    def is_over(self, day: date) -> bool:
        return day > self.last_day

    def ends_soon(self, day: date) -> bool:
        return not self.is_over(day) and day >= self.last_day - timedelta(days=TOLD_BEFORE)


def number_text(year: int, serial: int) -> str:
    """2026-003"""
    return f"{year}-{serial:03}"
