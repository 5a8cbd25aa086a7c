"""The days of a fixed study evening; public holidays are kept free (AT-13, CAL-03)."""

from datetime import date

import pytest

from activities.rules.study_days import study_days
from branches.rules.calendar import WorkCalendar


@pytest.mark.parametrize(
    ("rhythm", "nth", "weekday", "first", "last", "days"),
    [
        ("week", 1, 4, date(2026, 6, 1), date(2026, 6, 19), [(6, 5), (6, 12), None]),  # 06-19 is 端午
        ("week", 1, 3, date(2026, 6, 18), date(2026, 6, 18), [(6, 18)]),  # the first day itself
        ("week", 1, 4, date(2026, 9, 28), date(2026, 10, 9), [None, (10, 9)]),  # 10-02 in the holidays
        ("month", 1, 4, date(2026, 6, 1), date(2026, 8, 31), [(6, 5), (7, 3), (8, 7)]),
        ("month", 5, 4, date(2026, 6, 1), date(2026, 6, 30), [(6, 26)]),  # the last Friday
        ("month", 1, 6, date(2026, 6, 1), date(2026, 6, 30), [(6, 7)]),  # a Sunday, because it was chosen
        ("month", 1, 4, date(2026, 10, 1), date(2026, 10, 31), [(10, 8)]),  # 10-02 moved in its month
        ("month", 1, 4, date(2026, 6, 6), date(2026, 6, 30), []),
        ("month", 2, 0, date(2026, 12, 20), date(2027, 1, 31), [(1, 11)]),  # over the year's end
    ],
)
def test_the_days_in_a_span(rhythm, nth, weekday, first, last, days):
    found = study_days(rhythm, nth, weekday, first, last, WorkCalendar(), "next_workday")
    assert [(each.day.month, each.day.day) if each.day else None for each in found] == days
