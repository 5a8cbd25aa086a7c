"""The days of a fixed study evening in a span; public holidays are kept free (AT-13, CAL-03)."""

from datetime import date, timedelta

from activities.choices_agenda import NthWeek, SeriesRhythm
from activities.rules.series import SeriesDay
from branches.rules.calendar import WorkCalendar, holiday_short_name
from branches.rules.day_rule import LAST_WEEKDAY, NTH_WEEKDAY, DayRule, propose_year


def study_days(
    rhythm: str, nth: int, weekday: int, first: date, last: date, calendar: WorkCalendar, shift: str
) -> list[SeriesDay]:
    """Each day wanted from `first` to `last`: a week's falls away in a holiday, a month's is moved in its month.

    A weekend is no obstacle to whoever chose it.
    """
    if rhythm == SeriesRhythm.WEEK:
        return _weeks(weekday, first, last, calendar)
    return _months(nth, weekday, first, last, calendar, shift)


def _weeks(weekday: int, first: date, last: date, calendar: WorkCalendar) -> list[SeriesDay]:
    found, day = [], first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        if calendar.is_statutory_holiday(day):
            reason = f"{day.month}月{day.day}日在{holiday_short_name(calendar.name(day))}假内"
            found.append(SeriesDay(day, None, reason))
        else:
            found.append(SeriesDay(day, day))
        day += timedelta(days=7)
    return found


def _months(
    nth: int, weekday: int, first: date, last: date, calendar: WorkCalendar, shift: str
) -> list[SeriesDay]:
    rule = (
        DayRule(LAST_WEEKDAY, weekday=weekday)
        if nth == NthWeek.LAST
        else DayRule(NTH_WEEKDAY, n=nth, weekday=weekday)
    )
    found = []
    for year in range(first.year, last.year + 1):
        for proposed in propose_year(rule, year, calendar, shift):
            wanted, day = proposed.original, proposed.date
            if wanted is None or not first <= wanted <= last:
                continue
            if day is None or not calendar.is_statutory_holiday(wanted):
                day = None if calendar.is_statutory_holiday(wanted) else wanted
            found.append(SeriesDay(wanted, day, "；".join(proposed.reasons) if day != wanted else ""))
    return found
