"""What the rules about dues look at: plain facts of one branch and one year, loaded elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True)
class RemitPeriod:
    """Months that go up together: until when, and when the last of them really went; None: not yet."""

    first: date
    last: date
    due_on: date
    handed_on: date | None = None


@dataclass(frozen=True)
class DuesYear:
    """One year of a branch that keeps its dues in here; `first_month` is the first with bills.

    `closed` says on which day a month was counted and closed, `by_quarter` in which months the branch had agreed on
    paying by the quarter (DU-12).
    """

    first_month: date
    closed: Mapping[date, date] = field(default_factory=dict)
    by_quarter: frozenset[int] = frozenset()
    periods: tuple[RemitPeriod, ...] = ()
    disclosed_on: tuple[date, ...] = ()
    disclosures_asked: int = 1
    keepers: int = 1


class HasDues(Protocol):
    """A branch's year, as far as its dues go; None: the branch keeps no dues in here, nothing is judged."""

    @property
    def year(self) -> int: ...
    @property
    def now(self) -> datetime: ...
    @property
    def dues(self) -> DuesYear | None: ...
