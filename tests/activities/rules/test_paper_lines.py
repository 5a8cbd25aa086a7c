"""A signed sheet typed in: what each line means, and what is wrong with it."""

from datetime import time

import pytest

from activities.rules.paper_lines import Typed, read_lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("013", [Typed(1, "013")]),
        ("013\n\n021", [Typed(1, "013"), Typed(3, "021")]),
        ("013 021，035、044", [Typed(1, each) for each in ("013", "021", "035", "044")]),
        ("013 14:20", [Typed(1, "013", time(14, 20))]),
        ("钱五 9：05\n李二", [Typed(1, "钱五", time(9, 5)), Typed(2, "李二")]),
        ("013 14:20 021 14:25", [Typed(1, "013", time(14, 20)), Typed(1, "021", time(14, 25))]),
        ("买买提·艾合买提江", [Typed(1, "买买提·艾合买提江")]),
    ],
)
def test_line_by_line(text, found):
    assert read_lines(text) == (found, [])


@pytest.mark.parametrize("text", ["14:20", "13 14:20 14:30", "14:20 013"])
def test_an_hour_without_a_person_is_said(text):
    _, wrong = read_lines(f"013\n{text}")

    assert [(each.line, each.reason[:8]) for each in wrong] == [(2, "时间要写在号码或")]


def test_what_is_no_hour_is_somebody():
    assert read_lines("25:00")[0] == [Typed(1, "25:00")]
