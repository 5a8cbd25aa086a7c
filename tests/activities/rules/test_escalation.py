"""Overdue sheets are told of in steps, and locked when the committee wants it (C10, S29)."""

from datetime import datetime, timedelta

import pytest

from activities.rules.escalation import MOST, Step, step_due
from activities.rules.locking import is_locked, locked_from
from partywork.common.clock import OFFICE

USUAL = {Step.SECRETARY: 1, Step.LEADERS: 3, Step.COMMITTEE: 5}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DUE = datetime(2026, 6, 21, tzinfo=OFFICE)


@pytest.mark.parametrize(
    ("overdue", "step"),
    [
        (-DAY, None),
        (timedelta(), None),
        (DAY - HOUR, None),
        (DAY, Step.SECRETARY),
        (3 * DAY - HOUR, Step.SECRETARY),
        (3 * DAY, Step.LEADERS),
        (5 * DAY - HOUR, Step.LEADERS),
        (5 * DAY, Step.COMMITTEE),
        (MOST, Step.COMMITTEE),
        (MOST + HOUR, None),
    ],
)
def test_the_step_of_the_day(overdue, step):
    assert step_due(overdue, USUAL) == step


def test_a_step_of_no_days_is_not_taken():
    assert step_due(4 * DAY, {**USUAL, Step.LEADERS: 0}) == Step.SECRETARY
    assert step_due(9 * DAY, dict.fromkeys(Step, 0)) is None


@pytest.mark.parametrize(
    ("days", "after", "locked"),
    [(0, 999 * DAY, False), (5, 5 * DAY - HOUR, False), (5, 5 * DAY, True), (5, 6 * DAY, True)],
)
def test_the_lock_falls_so_many_days_after_the_deadline(days, after, locked):
    assert is_locked(DUE, days, DUE + after, open_until=None) is locked


@pytest.mark.parametrize(("left", "locked"), [(HOUR, False), (timedelta(), True), (-HOUR, True)])
def test_an_unlocking_holds_until_its_moment(left, locked):
    now = DUE + 9 * DAY
    assert is_locked(DUE, 5, now, open_until=now + left) is locked


def test_no_days_means_no_lock_at_all():
    assert locked_from(DUE, 0) is None
