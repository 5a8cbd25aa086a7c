"""A run of meetings: each month on the same weekday, each week, off the public holidays."""

from datetime import date

import pytest

from activities.kinds import ROWS
from activities.rules.series import MOST, Every, days_of
from branches.reports.calendar import office_calendar

pytestmark = pytest.mark.django_db


def _days(first: date, times: int, every: Every) -> list[date | None]:
    return [each.day for each in days_of(first, times, every, office_calendar())]


def test_once_is_the_day_that_was_chosen() -> None:
    assert _days(date(2026, 6, 22), 5, Every.ONCE) == [date(2026, 6, 22)]


def test_each_month_keeps_the_same_weekday_of_the_month() -> None:
    assert _days(date(2026, 6, 8), 3, Every.MONTH) == [date(2026, 6, 8), date(2026, 7, 13), date(2026, 8, 10)]


def test_the_fifth_weekday_becomes_the_last_one() -> None:
    assert _days(date(2026, 6, 29), 3, Every.MONTH) == [
        date(2026, 6, 29),
        date(2026, 7, 27),
        date(2026, 8, 31),
    ]


def test_over_the_new_year() -> None:
    assert _days(date(2026, 12, 14), 2, Every.MONTH) == [date(2026, 12, 14), date(2027, 1, 11)]


def test_a_week_in_a_public_holiday_falls_away_and_says_so() -> None:
    found = days_of(date(2026, 9, 24), 3, Every.WEEK, office_calendar())
    assert [each.day for each in found] == [date(2026, 9, 24), None, date(2026, 10, 8)]
    assert "国庆" in found[1].reason


def test_a_month_in_a_public_holiday_is_moved_within_its_month() -> None:
    found = days_of(date(2026, 9, 3), 2, Every.MONTH, office_calendar())
    assert found[1].wanted == date(2026, 10, 1)
    assert found[1].day == date(2026, 10, 8)
    assert "国庆" in found[1].reason


@pytest.mark.parametrize(("times", "count"), [(1, 1), (MOST, MOST), (MOST + 1, MOST)])
def test_a_run_has_an_end(times: int, count: int) -> None:
    assert len(_days(date(2026, 1, 5), times, Every.WEEK)) == count


def test_only_what_is_held_by_the_month_and_needs_no_theme_recurs() -> None:
    assert [row.key for row in ROWS if row.recurs] == ["committee_meeting", "group_meeting", "study"]
