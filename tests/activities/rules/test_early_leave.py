"""AT-02: 早退 counts from the asked share of the duration on; exactly the share counts."""

from datetime import datetime

import pytest

from activities.choices import AttendanceStatus
from activities.rules.early_leave import minutes_between, status_after, stayed_enough
from partywork.common.clock import OFFICE


@pytest.mark.parametrize(
    ("minutes", "duration", "pct", "enough"),
    [
        (90, 180, 50, True),
        (89, 180, 50, False),
        (91, 180, 50, True),
        (90, 181, 50, False),
        (91, 181, 50, True),
        (0, 180, 0, True),
        (0, 180, 50, False),
        (179, 180, 100, False),
        (180, 180, 100, True),
        (60, 180, 33, True),
        (60, 180, 34, False),
    ],
)
def test_share_at_just_under_and_just_over(minutes, duration, pct, enough):
    assert stayed_enough(minutes, duration, pct) is enough
    counted = AttendanceStatus.LEFT_EARLY if enough else AttendanceStatus.LEFT_SHORT
    assert status_after(minutes, duration, pct) == counted


@pytest.mark.parametrize(("hour", "minute", "minutes"), [(13, 0, 0), (14, 0, 0), (15, 30, 90), (17, 0, 180)])
def test_minutes_from_the_start(hour, minute, minutes):
    start = datetime(2026, 6, 18, 14, tzinfo=OFFICE)

    assert minutes_between(start, datetime(2026, 6, 18, hour, minute, 59, tzinfo=OFFICE)) == minutes
