"""One line of what was agreed on, as people write it (PD-29, F-43). The meeting is on Thursday 2026-06-18."""

from datetime import date

import pytest

from activities.rules.action_line import due_in, read_line

DAY = date(2026, 6, 18)
NAMES = {"张一": 1, "李二": 2, "王三": 3, "欧阳明月": 4}


@pytest.mark.parametrize(
    ("line", "text", "owner", "due"),
    [
        ("整理台账，李二，6月30日前", "整理台账", 2, date(2026, 6, 30)),
        ("李二，整理台账，6月30日前完成", "整理台账", 2, date(2026, 6, 30)),
        ("1. 整理台账；由李二负责；月底前", "整理台账", 2, date(2026, 6, 30)),
        ("整理台账，李二同志负责，2026年7月15日", "整理台账", 2, date(2026, 7, 15)),
        ("慰问老党员，张一、王三，七一前", "慰问老党员，王三配合，七一前", 1, None),
        ("慰问老党员，张一和王三，7月1日前", "慰问老党员，王三配合", 1, date(2026, 7, 1)),
        ("整理台账 | 欧阳明月 | 下月底", "整理台账", 4, date(2026, 7, 31)),
        ("加强学习，再研究一次，张一，长期", "加强学习，再研究一次", 1, None),
        ("整理台账，赵六，6月30日前", "整理台账，赵六", None, date(2026, 6, 30)),  # nobody of that name
        ("整理台账", "整理台账", None, None),
        ("", "", None, None),
    ],
)
def test_a_line_says_what_who_and_until_when(line, text, owner, due):
    read = read_line(line, NAMES, DAY)
    assert (read.text, read.owner, read.due_on) == (text, owner, due)


def test_what_goes_on_for_good_is_told_from_what_has_no_day():
    assert read_line("坚持读书，张一，长期", NAMES, DAY).for_good
    assert not read_line("坚持读书，张一", NAMES, DAY).for_good


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("6月18日前", date(2026, 6, 18)),  # the day itself
        ("6月17日前", date(2027, 6, 17)),  # gone by: next year's
        ("6.30", date(2026, 6, 30)),
        ("2026-07-05前", date(2026, 7, 5)),
        ("6月底前", date(2026, 6, 30)),
        ("2月底", date(2027, 2, 28)),
        ("2028年2月底", date(2028, 2, 29)),
        ("月底前", date(2026, 6, 30)),
        ("下月底", date(2026, 7, 31)),
        ("年底前", date(2026, 12, 31)),
        ("本周内", date(2026, 6, 21)),
        ("周五前", date(2026, 6, 19)),
        ("周三前", date(2026, 6, 24)),  # Wednesday is past: the next one
        ("下周五", date(2026, 6, 26)),
        ("十天内", date(2026, 6, 28)),
        ("两周内完成", date(2026, 7, 2)),
        ("3个月内", date(2026, 9, 18)),
        ("2月30日前", None),
        ("13月底", None),
        ("七一前", None),
        ("尽快", None),
    ],
)
def test_a_day_as_it_is_said(words, due):
    assert due_in(words, DAY) == due


def test_a_month_is_counted_to_its_last_day():
    assert due_in("一个月内", date(2026, 1, 31)) == date(2026, 2, 28)
    assert due_in("下月底", date(2026, 12, 3)) == date(2027, 1, 31)
