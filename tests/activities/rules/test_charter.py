"""The charter by articles: what is read, what is left, what to read next (PD-15, N41)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.charter import (
    CHAPTERS,
    LAST,
    PARTS,
    parts_text,
    progress,
    proposal,
    range_text,
)

WHOLE = [(0, 55)]


def test_the_chapters_hold_every_article_once():
    assert [part for chapter in CHAPTERS for part in range(chapter.first, chapter.last + 1)] == list(
        range(PARTS)
    )


@pytest.mark.parametrize(
    ("events", "asked", "done", "total", "whole", "met"),
    [
        ([], 1, 0, 56, 0, False),
        ([[(0, 54)]], 1, 55, 56, 0, False),
        ([WHOLE], 1, 56, 56, 1, True),
        ([[(0, 54)], [(55, 55)]], 1, 56, 56, 1, True),
        ([[(0, 9)], [(0, 9)]], 1, 10, 56, 0, False),
        ([[(0, 9), (5, 12)]], 1, 13, 56, 0, False),
        ([WHOLE], 2, 56, 112, 1, False),
        ([WHOLE, [(0, 54)]], 2, 111, 112, 1, False),
        ([WHOLE, WHOLE], 2, 112, 112, 2, True),
        ([WHOLE, WHOLE, WHOLE], 2, 112, 112, 3, True),
        ([], 0, 0, 56, 0, True),
    ],
)
def test_the_whole_text_is_read_as_often_as_its_least_read_part(events, asked, done, total, whole, met):
    found = progress(events, asked)

    assert (found.done, found.total, found.whole, found.is_met) == (done, total, whole, met)


@pytest.mark.parametrize(
    ("events", "asked", "sentence"),
    [
        ([], 1, "已读 0 / 56 部分，还有总纲至第五十五条"),
        ([[(0, 29)]], 1, "已读 30 / 56 部分，还有第三十条至第五十五条"),
        ([[(0, 8), (10, 55)]], 1, "已读 55 / 56 部分，还有第九条"),
        ([WHOLE], 1, "全文已读 1 遍"),
        ([WHOLE, [(0, 0)]], 2, "全文已读 1 遍，已读 57 / 112 部分，还有第一条至第五十五条"),
    ],
)
def test_the_bar_says_how_far_it_is_and_what_is_left(events, asked, sentence):
    assert progress(events, asked).sentence == sentence


@pytest.mark.parametrize(
    ("unread", "occasions", "proposed"),
    [
        (range(56), 12, (0, 4)),
        (range(56), 1, (0, 55)),
        (range(56), 0, (0, 55)),
        (range(30, 56), 2, (30, 42)),
        ([9], 6, (9, 9)),
        ([3, 4, 20, 21], 1, (3, 4)),
        ([], 3, None),
    ],
)
def test_the_rest_is_spread_over_the_months_left(unread, occasions, proposed):
    assert proposal(list(unread), occasions) == proposed


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (0, 0, "总纲"),
        (0, 3, "总纲至第三条"),
        (10, 10, "第十条"),
        (19, 21, "第十九条至第二十一条"),
        (LAST, LAST, "第五十五条"),
    ],
)
def test_articles_are_named_as_the_book_names_them(first, last, text):
    assert range_text(first, last) == text


def test_neighbours_are_joined():
    assert parts_text([3, 1, 2, 9, 9]) == "第一条至第三条、第九条"


@given(st.lists(st.lists(st.tuples(st.integers(0, LAST), st.integers(0, LAST)).map(sorted), max_size=4)))
def test_following_the_proposals_always_ends_with_the_whole_text(events):
    """Whatever was read before: as many occasions as there are months bring it to its end."""
    done = [[(first, last) for first, last in ranges] for ranges in events]
    for left in range(60, 0, -1):
        following = proposal(progress(done, 1).unread, left)
        if following is None:
            break
        done.append([following])
    assert progress(done, 1).is_met
