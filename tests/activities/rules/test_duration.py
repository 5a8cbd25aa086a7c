"""PD-02, E-25: half a day, in minutes."""

from datetime import datetime

import pytest

from activities.rules.duration import judge_duration
from partywork.common.clock import OFFICE


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, second, tzinfo=OFFICE)


@pytest.mark.parametrize(
    ("start", "end", "minutes", "enough"),
    [
        (at(18, 14), at(18, 17, 10), 190, True),
        (at(18, 14), at(18, 17), 180, True),
        (at(18, 14), at(18, 16, 59, 59), 179, False),
        (at(18, 14), at(18, 14, 45), 45, False),
        (at(18, 22), at(19, 1, 30), 210, True),
    ],
)
def test_half_a_day(start, end, minutes, enough):
    duration = judge_duration(start, end, 180)

    assert (duration.minutes, duration.is_enough) == (minutes, enough)


def test_a_short_event_says_by_how_much():
    assert judge_duration(at(18, 14), at(18, 16), 180).sentence == "时长120分钟，应不少于180分钟，少60分钟"
