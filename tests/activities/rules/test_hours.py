"""Hours as people write them (PD-26)."""

import pytest

from activities.rules.hours import hours_text, read_hours


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2", 120),
        ("1.5", 90),
        ("0.25", 15),
        ("2小时", 120),
        ("2个小时", 120),
        (" 2 小时 30 分 ", 150),
        ("2小时30分钟", 150),
        ("2：30", 150),
        ("90分钟", 90),
        ("1分", 1),
        ("24", 1440),
        ("1440分", 1440),
        ("24.01", None),
        ("1441分", None),
        ("0", None),
        ("0分", None),
        ("1.33", None),
        ("2小时60分", None),
        ("-1", None),
        ("半天", None),
        ("", None),
        ("１e3", None),
    ],
)
def test_a_length_is_read_to_the_minute_or_asked_for_again(typed, minutes):
    assert read_hours(typed) == minutes


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "0小时"), (45, "45分"), (60, "1小时"), (150, "2小时30分"), (1440, "24小时")]
)
def test_a_length_is_said_in_hours_and_minutes(minutes, text):
    assert hours_text(minutes) == text
    assert minutes == 0 or read_hours(text) == minutes
