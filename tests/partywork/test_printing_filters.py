"""Dates as ledgers print them: one day, read in one way."""

from datetime import date

import pytest

from partywork.templatetags.printing import ledger_date, year_day


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2025, 6, 5), "2025<br/>6-05"),
        (date(2025, 11, 9), "2025<br/>11-09"),
        (date(2025, 11, 10), "2025<br/>11-10"),
        (date(2024, 2, 29), "2024<br/>2-29"),
        (None, ""),
    ],
)
def test_a_day_of_a_ledger_over_years_has_its_year_above_and_two_digits_for_the_day(day, printed):
    assert year_day(day) == printed


def test_both_ways_of_a_ledger_say_the_same_day():
    for number in range(1, 29):
        day = date(2026, 2, number)
        assert year_day(day).endswith(f">{ledger_date(day)}")
