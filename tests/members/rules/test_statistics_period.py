"""The days of the tables (ST-02)."""

from datetime import date

import pytest

from members.rules.statistics_period import Period, last_due, periods


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 6, 30), date(2025, 12, 31)),
        (date(2026, 7, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 6, 30)),
        (date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_table_is_due_when_its_day_is_over(today, due):
    assert last_due(today) == Period(due)


@pytest.mark.parametrize(
    ("last", "today", "may"),
    [
        (date(2026, 6, 30), date(2026, 6, 30), False),
        (date(2026, 6, 30), date(2026, 7, 1), True),
        (date(2026, 6, 29), date(2026, 7, 1), False),
        (date(2026, 12, 31), date(2027, 1, 1), True),
        (date(2026, 12, 31), date(2026, 12, 31), False),
    ],
)
def test_only_a_day_that_is_over_is_frozen(last, today, may):
    assert Period(last).may_be_frozen(today) is may


def test_a_period_is_compared_with_the_end_of_the_year_before():
    half = Period(date(2026, 6, 30))
    assert (half.first, half.before, half.label) == (date(2026, 1, 1), date(2025, 12, 31), "2026年半年报")
    assert Period(date(2026, 12, 31)).label == "2026年年报"
    assert Period(date(2026, 6, 18)).label == "2026年至6月18日"


def test_the_draft_of_today_stands_first():
    assert [period.last for period in periods(date(2026, 7, 1), years=1)] == [
        date(2026, 7, 1),
        date(2026, 6, 30),
    ]
