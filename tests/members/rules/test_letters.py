"""MEM-08: the last day of a letter; DU-13: whose month it is."""

from datetime import date, timedelta

import pytest

from members.rules.dues_months import first_month_of_new
from members.rules.letters import TOLD_BEFORE, Validity, number_text

ISSUED = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("days", "day", "over"),
    [
        (10, date(2026, 6, 10), False),
        (10, date(2026, 6, 11), False),
        (10, date(2026, 6, 12), True),
        (30, date(2026, 6, 30), False),
        (30, date(2026, 7, 1), False),
        (30, date(2026, 7, 2), True),
        (90, date(2026, 8, 30), False),
        (90, date(2026, 8, 31), True),
    ],
)
def test_the_last_day_counts_and_the_day_after_does_not(days, day, over):
    assert Validity(ISSUED, days).is_over(day) is over


@pytest.mark.parametrize(("left", "told"), [(8, False), (7, True), (1, True), (0, True), (-1, False)])
def test_its_end_is_told_a_week_before(left, told):
    validity = Validity(ISSUED, 30)

    assert validity.ends_soon(validity.last_day - timedelta(days=left)) is told
    assert TOLD_BEFORE == 7


@pytest.mark.parametrize(
    ("issued", "last"), [(date(2028, 1, 30), date(2028, 2, 29)), (date(2027, 1, 30), date(2027, 3, 1))]
)
def test_thirty_days_over_the_end_of_february(issued, last):
    assert Validity(issued, 30).last_day == last


def test_numbers_are_filled_up_to_three():
    assert [number_text(2026, 3), number_text(2026, 1234)] == ["2026-003", "2026-1234"]


JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("payee", "day", "paid_until", "first"),
    [
        ("old", date(2026, 7, 31), None, AUGUST),
        ("old", date(2026, 7, 2), None, AUGUST),
        ("old", date(2026, 7, 1), None, JULY),
        ("new", date(2026, 7, 2), None, JULY),
        ("new", date(2026, 7, 31), None, JULY),
        ("letter", date(2026, 7, 10), None, AUGUST),
        ("letter", date(2026, 7, 10), date(2026, 5, 1), JULY),
        ("letter", date(2026, 7, 10), date(2026, 6, 1), JULY),
        ("letter", date(2026, 7, 10), date(2026, 7, 1), AUGUST),
        ("letter", date(2026, 7, 10), date(2026, 8, 1), SEPTEMBER),
        ("letter", date(2026, 7, 1), date(2026, 6, 1), JULY),
    ],
)
def test_the_month_from_which_the_new_branch_collects(payee, day, paid_until, first):
    assert first_month_of_new(payee, day, paid_until) == first
