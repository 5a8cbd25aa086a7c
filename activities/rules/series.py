"""The days of a run of meetings: each month on the same weekday, or each week (MT-03, MT-04, AT-13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from branches.rules.calendar import WorkCalendar, holiday_short_name
from branches.rules.day_rule import LAST_WEEKDAY, NEXT_WORKDAY, NTH_WEEKDAY, DayRule, propose_year

MOST = 26  # half a year of weeks; more is no longer a plan but a habit


class Every(StrEnum):
    ONCE = "once"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class SeriesDay:
    """One day of the run, and why it is not the day it should have been; `day` None: it falls away."""

    wanted: date
    day: date | None
    reason: str = ""


def days_of(
    first: date, times: int, every: Every, calendar: WorkCalendar, shift: str = NEXT_WORKDAY
) -> list[SeriesDay]:
    """`first` stands as it was chosen; later days keep off public holidays: a month's meeting is moved within
    its month (CAL-03), a week's falls away.
    """
    if every is Every.ONCE or times <= 1:
        return [SeriesDay(first, first)]
    later = _months(first, calendar, shift) if every is Every.MONTH else _weeks(first, calendar)
    return [SeriesDay(first, first), *(next(later) for _ in range(min(times, MOST) - 1))]


def _weeks(first: date, calendar: WorkCalendar) -> Iterator[SeriesDay]:
    day = first
    while True:
        day += timedelta(days=7)
        if calendar.is_statutory_holiday(day):
            yield SeriesDay(
                day, None, f"{day.month}月{day.day}日在{holiday_short_name(calendar.name(day))}假内"
            )
        else:
            yield SeriesDay(day, day)


def _months(first: date, calendar: WorkCalendar, shift: str) -> Iterator[SeriesDay]:
    nth = (first.day - 1) // 7 + 1
    rule = (
        DayRule(NTH_WEEKDAY, n=nth, weekday=first.weekday())
        if nth <= 4
        else DayRule(LAST_WEEKDAY, weekday=first.weekday())
    )
    year, month = first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        found = propose_year(rule, year, calendar, shift)[month - 1]
        wanted = found.original or date(year, month, 1)
        yield SeriesDay(wanted, found.date, "；".join(found.reasons))
