"""The branch's clock stands still while the committee has the paper."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.turns import Turn, clocks, rework_due
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


BEGAN = _at(18, 18)


def _clocks(turns, now, *, accepted=False):
    return clocks(turns, now, began_at=BEGAN, due_at=DUE, answer_due_at=_at(24), is_accepted=accepted)


@pytest.mark.parametrize(
    ("turns", "now", "accepted", "branch", "committee", "whose"),
    [
        # Handed in six hours after the end; the branch's clock stands, the committee's runs.
        ([Turn(_at(19), None)], _at(20), False, 6, 24, "committee"),
        ([Turn(_at(19), None)], _at(22), False, 6, 72, "committee"),
        # Returned: the branch's clock goes on from where it stood.
        ([Turn(_at(19), _at(21))], _at(21, 5), False, 11, 48, "branch"),
        # Handed in again: it stands once more.
        ([Turn(_at(19), _at(21)), Turn(_at(21, 12), None)], _at(22), False, 18, 60, "committee"),
        # Accepted: both stand for good.
        ([Turn(_at(19), _at(20))], _at(30), True, 6, 24, "nobody"),
    ],
)
def test_both_clocks_on_one_line(turns, now, accepted, branch, committee, whose):
    shown = _clocks(turns, now, accepted=accepted)

    assert shown.branch_used == timedelta(hours=branch)
    assert shown.committee_used == timedelta(hours=committee)
    assert (shown.branch_runs, shown.with_committee) == (whose == "branch", whose == "committee")
    assert shown.allowed == DUE - BEGAN


def test_a_bar_is_never_more_than_full():
    assert _clocks([Turn(_at(25), None)], _at(29)).branch_minutes == (54 * 60, 54 * 60)


def test_a_paper_without_a_beginning_has_no_bar_of_the_branch():
    shown = clocks(
        [Turn(_at(19), None)], _at(20), began_at=None, due_at=DUE, answer_due_at=None, is_accepted=False
    )
    assert shown.branch_minutes is None
    assert shown.branch_used == timedelta()


@given(
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=9)), min_size=1, max_size=9),
    st.timedeltas(timedelta(minutes=1), timedelta(days=9)),
)
def test_every_minute_belongs_to_one_side(stays, until_now):
    """Whatever the history: the two clocks together are the whole time since the end of the activity."""
    moments = [BEGAN]
    for stay in stays:
        moments.append(moments[-1] + stay)
    handed_in, answers = moments[1::2], moments[2::2]
    turns = [
        Turn(at, answers[number] if number < len(answers) else None) for number, at in enumerate(handed_in)
    ]
    now = moments[-1] + until_now

    shown = _clocks(turns, now)

    assert shown.branch_used + shown.committee_used == now - BEGAN
