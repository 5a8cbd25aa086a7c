"""The branch's clock stands still while the committee has the paper."""

from datetime import datetime, timedelta

import pytest

from activities.rules.turns import Turn, rework_due
from partywork.common.clock import OFFICE


def _at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=OFFICE)


DUE = _at(21)


@pytest.mark.parametrize(
    ("turns", "due"),
    [
        ([], DUE),
        ([Turn(_at(19), None)], DUE),
        # Two days were left; the committee kept it for three.
        ([Turn(_at(19), _at(22))], _at(24)),
        # Six hours were left: a day is given all the same.
        ([Turn(_at(20, 18), _at(23))], _at(24)),
        ([Turn(_at(20), _at(22))], _at(23)),
        # Handed in late: a day from the answer.
        ([Turn(_at(25), _at(26))], _at(27)),
        # Twice returned: both stays with the committee are taken out.
        ([Turn(_at(19), _at(20)), Turn(_at(21), _at(24))], _at(25)),
    ],
)
def test_what_was_left_is_left_again(turns, due):
    assert rework_due(DUE, turns) == due


def test_the_rework_is_never_due_before_a_day_has_passed():
    for hours in range(0, 72, 5):
        answered = _at(20) + timedelta(hours=hours)
        assert rework_due(DUE, [Turn(_at(20), answered)]) >= answered + timedelta(days=1)
