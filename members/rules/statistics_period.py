"""The days of which the tables are made: 30 June and 31 December, compared with the last year's end (ST-02)."""

from dataclasses import dataclass
from datetime import date, timedelta

HALF_YEAR, YEAR_END = (6, 30), (12, 31)


@dataclass(frozen=True)
class Period:
    """From the first day of the year to `last`, the day of the table, both in."""

    last: date

    @property
    def first(self) -> date:
        return date(self.last.year, 1, 1)

    @property
    def before(self) -> date:
        """The end of the year before, with which it is compared."""
        return self.first - timedelta(days=1)

    @property
    def label(self) -> str:
        if (self.last.month, self.last.day) == YEAR_END:
            return f"{self.last.year}年年报"
        if (self.last.month, self.last.day) == HALF_YEAR:
            return f"{self.last.year}年半年报"
        return f"{self.last.year}年至{self.last.month}月{self.last.day}日"

    def may_be_frozen(self, today: date) -> bool:
        """Its day is over, and it is one of the two of the year."""
        return self.last < today and (self.last.month, self.last.day) in (HALF_YEAR, YEAR_END)


def last_due(today: date) -> Period:
    """The last table whose day is over."""
    days = (date(year, *end) for year in (today.year, today.year - 1) for end in (YEAR_END, HALF_YEAR))
    return Period(next(day for day in days if day < today))


def periods(today: date, *, years: int = 3) -> tuple[Period, ...]:
    """What may be asked for: today's draft, then the tables of the last years, latest first."""
    ends = [
        date(year, *end)
        for year in range(today.year, today.year - years, -1)
        for end in (YEAR_END, HALF_YEAR)
    ]
    return (Period(today), *(Period(day) for day in ends if day < today))
