"""The code on the big screen, as somebody who wants to cheat would try it (S5)."""

import secrets
from datetime import datetime, timedelta

import pytest

from activities.rules.sign_in_code import STEP_SECONDS, code_at, is_current, seconds_left
from activities.rules.sign_in_window import window_of
from partywork.common import clock

SECRET, MOMENT = "one-secret", 1_781_769_600.0  # a whole step


@pytest.mark.parametrize(
    ("age", "accepted"),
    [
        (0, True),
        (14, True),
        (15, True),
        (30, True),
        (44, True),
        (45, False),
        (46, False),
        (600, False),
        (-1, False),
    ],
)
def test_code_is_good_for_its_own_step_and_two_more(age, accepted):
    code = code_at(SECRET, 7, MOMENT)

    assert is_current(code, SECRET, 7, MOMENT + age) is accepted


def test_code_changes_with_every_step_activity_and_secret():
    codes = {
        code_at(SECRET, 7, MOMENT),
        code_at(SECRET, 7, MOMENT + STEP_SECONDS),
        code_at(SECRET, 8, MOMENT),
        code_at("another-secret", 7, MOMENT),
    }

    assert len(codes) == 4


def test_code_of_another_activity_opens_nothing():
    assert not is_current(code_at(SECRET, 8, MOMENT), SECRET, 7, MOMENT)


def test_twenty_thousand_forgeries_open_nothing():
    assert not any(is_current(secrets.token_hex(5), SECRET, 7, MOMENT) for _ in range(20_000))


@pytest.mark.parametrize("code", ["", "0", "码", "0" * 10, "x" * 5000])
def test_nonsense_opens_nothing(code):
    assert not is_current(code, SECRET, 7, MOMENT)


def test_seconds_left_count_down_to_the_next_code():
    assert [seconds_left(MOMENT + age) for age in (0, 1, 14, 15)] == [15, 14, 1, 15]


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        (datetime(2026, 6, 18, 11, 59, 59, tzinfo=clock.OFFICE), False),
        (datetime(2026, 6, 18, 12, 0, tzinfo=clock.OFFICE), True),
        (datetime(2026, 6, 18, 23, 59, 59, tzinfo=clock.OFFICE), True),
        (datetime(2026, 6, 19, 0, 0, tzinfo=clock.OFFICE), False),
    ],
)
def test_signing_in_is_open_from_two_hours_before_until_midnight(moment, holds):
    start = datetime(2026, 6, 18, 14, 0, tzinfo=clock.OFFICE)

    window = window_of(start, start + timedelta(hours=3))

    assert window.holds(moment) is holds
