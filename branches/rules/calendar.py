"""Workdays and holidays as the office lives them (CAL-01, CAL-02): packages first, corrections on top.

A day off is any day of a holiday in the State Council's notice, exchanged days included, because nobody is at
the office on either. A year without a notice is never an error: it has its statutory days and its weekends,
and `knows(year)` says so, so that a page can warn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from branches.rules import published_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class DayOverride:
    """What the administrator entered for one day: worked or not, and the holiday it belongs to."""

    is_workday: bool
    name: str = ""


@dataclass(frozen=True)
class ClosedDays:
    """Consecutive days off of one kind: a holiday with its name, or a weekend (`name` is empty)."""

    first: date
    last: date
    name: str

    @property
    def text(self) -> str:
        """19—21日端午放假 · 11月28—29日是周末 (the month is written by `with_month`)."""
        return self._sentence(with_month=False)

    @property
    def with_month(self) -> str:
        return self._sentence(with_month=True)

    def _sentence(self, *, with_month: bool) -> str:
        span = span_text(self.first, self.last, with_month=with_month)
        return f"{span}{holiday_short_name(self.name)}放假" if self.name else f"{span}是周末"


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar of workdays; build it with `work_calendar`, pass it to whoever counts days."""

    overrides: Mapping[date, DayOverride] = field(default_factory=lambda: MappingProxyType({}))
    complete_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        override = self.overrides.get(day)
        if override is not None:
            return override.is_workday
        if day in published_holidays.makeup_workdays(day.year):
            return True
        return not is_weekend(day) and day not in published_holidays.days_off(day.year)

    def is_statutory_holiday(self, day: date) -> bool:
        """Whether the day is off as part of a holiday, exchanged days included; a plain weekend is not."""
        override = self.overrides.get(day)
        if override is not None:
            return not override.is_workday and bool(override.name or not is_weekend(day))
        return day in published_holidays.days_off(day.year)

    def is_makeup_workday(self, day: date) -> bool:
        """A Saturday or Sunday that is worked (调休)."""
        return is_weekend(day) and self.is_workday(day)

    def name(self, day: date) -> str:
        """The holiday the day belongs to, off or worked in exchange: 春节, 端午节; otherwise empty."""
        override = self.overrides.get(day)
        if override is not None:
            return override.name or ("节假日" if self.is_statutory_holiday(day) else "")
        published = published_holidays.days_off(day.year).get(day)
        return published or published_holidays.makeup_workdays(day.year).get(day, "")

    def knows(self, year: int) -> bool:
        """Whether the year's table is whole, exchanged working days included; otherwise show a warning."""
        return year in self.complete_years or published_holidays.is_published(year) or self._was_entered(year)

    def _was_entered(self, year: int) -> bool:
        # Every notice since 2007 has both kinds; a single corrected day is not a notice.
        entered = [(day, row) for day, row in self.overrides.items() if day.year == year]
        has_holiday = any(not row.is_workday and row.name for _, row in entered)
        return has_holiday and any(row.is_workday and is_weekend(day) for day, row in entered)

    def next_workday(self, day: date) -> date:
        """The first workday after the day, never the day itself."""
        return self.workday_on_or_after(day + ONE_DAY)

    def previous_workday(self, day: date) -> date:
        """The last workday before the day, never the day itself."""
        return self.workday_on_or_before(day - ONE_DAY)

    def workday_on_or_after(self, day: date) -> date:
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def workday_on_or_before(self, day: date) -> date:
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The count-th workday after the day (before it, when negative), itself not counted (CAL-04)."""
        for _ in range(abs(count)):
            day = self.next_workday(day) if count > 0 else self.previous_workday(day)
        return day

    def workdays_between(self, after: date, until: date) -> int:
        """How many workdays lie after the first day up to and including the last."""
        return sum(self.is_workday(day) for day in days_from(after + ONE_DAY, until))

    def closed_days_around(self, day: date) -> ClosedDays:
        """The holiday or the weekend the day off belongs to, from its first to its last day."""
        name = self._closed_name(day)
        first = last = day
        while self._is_same_closed(first - ONE_DAY, name):
            first -= ONE_DAY
        while self._is_same_closed(last + ONE_DAY, name):
            last += ONE_DAY
        return ClosedDays(first, last, name)

    def closed_stretches(self, first: date, last: date) -> tuple[ClosedDays, ...]:
        """The holidays and weekends that touch the days from first to last, each in full."""
        found: list[ClosedDays] = []
        for day in days_from(first, last):
            if not self.is_workday(day) and not (found and day <= found[-1].last):
                found.append(self.closed_days_around(day))
        return tuple(found)

    def holidays_in_month(self, year: int, month: int) -> tuple[ClosedDays, ...]:
        """The holidays of a month, cut at its ends: 端午19—21日 on the card of June."""
        first = date(year, month, 1)
        days = [day for day in days_from(first, last_of_month(first)) if self.is_statutory_holiday(day)]
        found: list[ClosedDays] = []
        for day in days:
            if found and found[-1].last + ONE_DAY == day and found[-1].name == self.name(day):
                found[-1] = ClosedDays(found[-1].first, day, found[-1].name)
            else:
                found.append(ClosedDays(day, day, self.name(day)))
        return tuple(found)

    def _closed_name(self, day: date) -> str:
        return self.name(day) if self.is_statutory_holiday(day) else ""

    def _is_same_closed(self, day: date, name: str) -> bool:
        return not self.is_workday(day) and self._closed_name(day) == name


def work_calendar(
    overrides: Mapping[date, DayOverride] | None = None, *, complete_years: Iterable[int] = ()
) -> WorkCalendar:
    """The packages' calendar with the administrator's corrections on top of it."""
    return WorkCalendar(MappingProxyType(dict(overrides or {})), frozenset(complete_years))


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def days_from(first: date, last: date) -> list[date]:
    """Every day from first to last, both included; empty when last lies before first."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def last_of_month(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - ONE_DAY


def span_text(first: date, last: date, *, with_month: bool = True) -> str:
    """6月19—21日 · 19—21日 · 1月31日—2月2日"""
    start = f"{first.month}月{first.day}" if with_month or first.month != last.month else f"{first.day}"
    if first == last:
        return f"{start}日"
    if first.month == last.month:
        return f"{start}—{last.day}日"
    return f"{start}日—{last.month}月{last.day}日"


def holiday_short_name(name: str) -> str:
    """端午节 is spoken of as 端午; 春节 and 劳动节 keep the word."""
    return name[:-1] if name in {"清明节", "端午节", "中秋节", "国庆节"} else name
