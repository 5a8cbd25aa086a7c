"""Ten days to object, at, before and after (N39)."""

from datetime import date

import pytest

from activities.rules.my_year import last_day, may_archive, may_object, year_to_open

UNTIL = date(2027, 1, 11)


def test_ten_days_after_the_day_of_asking():
    assert last_day(date(2027, 1, 1)) == UNTIL
    assert last_day(date(2028, 2, 20)) == date(2028, 3, 1)


@pytest.mark.parametrize(
    ("today", "object_", "archive"),
    [(date(2027, 1, 10), True, False), (UNTIL, True, False), (date(2027, 1, 12), False, True)],
)
def test_until_the_last_day_one_may_object_and_from_the_next_it_is_frozen(today, object_, archive):
    assert may_object(today, UNTIL) is object_
    assert may_archive(today, UNTIL, has_open_objection=False) is archive
    assert may_archive(today, UNTIL, has_open_objection=True) is False


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2027, 1, 1), 2026),
        (date(2027, 3, 31), 2026),
        (date(2027, 4, 1), None),
        (date(2026, 12, 31), None),
    ],
)
def test_the_last_year_is_opened_in_the_first_quarter(today, year):
    assert year_to_open(today) == year
