"""E-46, AT-02: the mark that a conference log gives, at its limits."""

from datetime import datetime, timedelta

import pytest

from activities.rules.online_presence import Stay, judge_stay
from partywork.common.clock import OFFICE

START = datetime(2026, 6, 18, 14, tzinfo=OFFICE)
END = START + timedelta(hours=3)


def minutes(number):
    return None if number is None else START + timedelta(minutes=number)


@pytest.mark.parametrize(
    ("joined", "left", "stayed", "status"),
    [
        (-5, 180, 180, "online"),
        (0, 181, 180, "online"),
        (5, 180, 175, "online"),
        (6, 180, 174, "late"),
        (0, 175, 175, "online"),
        (0, 174, 174, "left_early"),
        (0, 90, 90, "left_early"),
        (0, 89, 89, "left_short"),
        (91, 180, 89, "left_short"),
        (90, 180, 90, "late"),
        (None, None, 90, "online"),
        (None, None, 89, "left_short"),
        (None, None, None, "online"),
    ],
)
def test_mark_at_just_under_and_just_over(joined, left, stayed, status):
    assert judge_stay(Stay(minutes(joined), minutes(left), stayed), START, END, 50) == status
