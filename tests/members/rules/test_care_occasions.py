"""The days before which the list of care comes up (CA-02)."""

from datetime import date

import pytest

from members.choices_care import CareKind, Occasion
from members.rules.care_occasions import coming, day_of

D = date
ALL = ("new_year", "spring_festival", "party_birthday", "double_ninth")


@pytest.mark.parametrize(
    ("occasion", "year", "day"),
    [
        (Occasion.NEW_YEAR, 2027, D(2027, 1, 1)),
        (Occasion.PARTY_BIRTHDAY, 2026, D(2026, 7, 1)),
        (Occasion.SPRING_FESTIVAL, 2025, D(2025, 1, 29)),
        (Occasion.SPRING_FESTIVAL, 2026, D(2026, 2, 17)),
        (Occasion.SPRING_FESTIVAL, 2027, D(2027, 2, 6)),  # beyond the published holidays
        (Occasion.SPRING_FESTIVAL, 2034, D(2034, 2, 19)),  # a leap month before it
        (Occasion.DOUBLE_NINTH, 2025, D(2025, 10, 29)),
        (Occasion.DOUBLE_NINTH, 2026, D(2026, 10, 18)),
    ],
)
def test_the_days_of_the_lunar_year_are_known(occasion: Occasion, year: int, day: date) -> None:
    assert day_of(occasion, year) == day


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (D(2026, 6, 15), None),  # sixteen days before
        (D(2026, 6, 16), Occasion.PARTY_BIRTHDAY),  # fifteen: at the limit
        (D(2026, 7, 1), Occasion.PARTY_BIRTHDAY),  # the day itself
        (D(2026, 7, 2), None),
        (D(2026, 12, 17), Occasion.NEW_YEAR),  # of the year to come
        (D(2026, 2, 1), None),
        (D(2026, 2, 2), Occasion.SPRING_FESTIVAL),
    ],
)
def test_the_list_comes_up_so_many_days_before(today: date, expected: Occasion | None) -> None:
    feast = coming(today, ALL, 15)
    assert (feast.occasion if feast else None) == expected


def test_two_feasts_close_together_come_up_one_after_the_other() -> None:
    feast = coming(D(2024, 12, 31), ALL, 40)
    assert feast is not None
    assert feast.occasion == Occasion.NEW_YEAR
    feast = coming(D(2025, 1, 2), ALL, 40)
    assert feast is not None
    assert feast.occasion == Occasion.SPRING_FESTIVAL


def test_what_the_committee_took_off_its_list_does_not_come_up() -> None:
    assert coming(D(2026, 6, 20), ("new_year",), 15) is None
    assert coming(D(2026, 6, 20), (), 15) is None


def test_double_ninth_is_for_the_old() -> None:
    feast = coming(D(2026, 10, 10), ALL, 15)
    assert feast is not None
    assert feast.concerns(CareKind.OLD)
    assert not feast.concerns(CareKind.HARDSHIP)
