"""N40: how much of a text stands in another one, at, just under and just over the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.likeness import is_alike, passage, plain, runs, share, sketch

TEXT = (
    "支部书记领学全会公报原文，大家结合岗位谈体会，冯十提出答疑岗要固定时间，"
    "王三建议每周四下午，大家同意先试两周再看效果如何。"
)


def signs(mine: int, both: int) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(str, range(mine))), frozenset(map(str, range(mine - both, 2 * mine)))


@pytest.mark.parametrize(
    ("mine", "both", "pct", "alike", "told"),
    [
        (100, 79, 80, False, 79),
        (100, 80, 80, True, 80),
        (100, 81, 80, True, 81),
        (1000, 799, 80, False, 79),
        (1000, 800, 80, True, 80),
        (3, 2, 66, True, 66),
        (3, 2, 67, False, 66),
        (50, 50, 95, True, 100),
    ],
)
def test_the_line(mine, both, pct, alike, told):
    first, second = signs(mine, both)
    assert (is_alike(first, second, pct), share(first, second)) == (alike, told)


def test_other_commas_and_line_ends_do_not_make_another_text():
    assert share(runs(TEXT), runs(TEXT.replace("，", "\n").replace("。", "!"))) == 100


def test_a_short_text_is_never_alike():
    short = "学习了全会公报原文，讨论了下一步工作。"
    assert not runs(short)
    assert not is_alike(runs(short), runs(short), 60)


def test_what_was_put_around_it_does_not_hide_a_copy():
    assert share(runs(TEXT), runs(f"今天天气很好。{TEXT}会后参观了新馆，布置了下个月的安排。")) >= 95


def test_the_passage_is_the_longest_piece_in_common_and_not_endless():
    assert passage(f"开头。{TEXT}", f"别的话{TEXT}结尾") == TEXT
    assert len(passage("同" * 500, "同" * 500)) < 130


@given(st.text(alphabet="支部学习会议研讨党员活动一二三四五六七八九十", min_size=40, max_size=400))
def test_a_text_shares_its_whole_sketch_with_itself(text):
    numbers = sketch(text)
    assert numbers == sorted(set(numbers))
    assert len(numbers) <= 48
    assert share(runs(text), runs(text)) == (100 if len(plain(text)) >= 40 else 0)
