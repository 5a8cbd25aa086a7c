"""Hours of study at, just under and just over half a day and a day (ED-03)."""

import pytest

from activities.rules.lecture_hours import hours_text, read_tenths, tenths_of, tenths_of_days


@pytest.mark.parametrize(
    ("minutes", "tenths"),
    [
        (5, 0),
        (6, 1),
        (59, 9),
        (60, 10),
        (61, 10),
        (90, 15),
        (179, 29),
        (180, 40),
        (181, 40),
        (359, 40),
        (360, 80),
        (361, 80),
        (600, 80),
    ],
)
def test_a_day_is_eight_half_a_day_four_an_hour_one(minutes, tenths):
    assert tenths_of(minutes, half_day=180, per_half_day=4, per_day=8) == tenths


@pytest.mark.parametrize(("halves", "days", "tenths"), [(3, 2, 120), (4, 2, 160), (2, 2, 80), (5, 3, 200)])
def test_an_event_of_days_counts_its_halves(halves, days, tenths):
    assert tenths_of_days(halves, days, per_half_day=4, per_day=8) == tenths


@pytest.mark.parametrize(
    ("typed", "tenths"),
    [
        ("2", 20),
        ("1.5", 15),
        ("1.5学时", 15),
        ("2 小时", 20),
        ("24", 240),
        ("24.1", None),
        ("0", None),
        ("1.25", None),
        ("-1", None),
        ("两", None),
        ("", None),
    ],
)
def test_hours_as_they_are_typed(typed, tenths):
    assert read_tenths(typed) == tenths


def test_hours_are_said_without_a_needless_nought():
    assert (hours_text(15), hours_text(20)) == ("1.5学时", "2学时")
