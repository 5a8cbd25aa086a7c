"""An agenda as people type it."""

import pytest

from activities.rules.agenda import read_agenda, total_minutes


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("领学公报", ("领学公报", None, "")),
        ("领学公报 | 40 | 周七", ("领学公报", 40, "周七")),
        ("领学公报｜40分钟｜周七", ("领学公报", 40, "周七")),
        ("1. 领学公报 | 周七 | 40分", ("领学公报", 40, "周七")),
        ("一、领学公报\t40\t周七", ("领学公报", 40, "周七")),
        ("（二）讨论 || 张一", ("讨论", None, "张一")),
        ("2026年工作安排", ("2026年工作安排", None, "")),
        ("讨论 | 张一 | 李二", ("讨论", None, "张一、李二")),
    ],
)
def test_a_line_is_read_forgivingly(line, item):
    assert read_agenda(line) == [item]


def test_empty_lines_are_no_items_and_minutes_add_up():
    items = read_agenda("领学 | 40\n\n   \n讨论 | 60\n总结")
    assert len(items) == 3
    assert total_minutes(items) == 100
