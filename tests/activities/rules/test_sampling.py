"""One in five is drawn, always the same ones, whatever the order of the list (C05, N43)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.sampling import drawn, sample_size


@pytest.mark.parametrize(
    ("papers", "one_in", "size"),
    [(0, 5, 0), (1, 5, 1), (4, 5, 1), (5, 5, 1), (6, 5, 2), (20, 5, 4), (21, 5, 5), (7, 1, 7), (10, 10, 1)],
)
def test_how_many_must_be_opened(papers, one_in, size):
    assert sample_size(papers, one_in) == size


def test_the_lowest_marks_are_drawn():
    assert drawn({"甲": "c", "乙": "a", "丙": "b"}, 2) == {"乙", "丙"}


@given(st.dictionaries(st.integers(), st.uuids().map(str), max_size=60), st.integers(1, 10))
def test_the_draw_does_not_depend_on_the_order_of_the_list(marks, one_in):
    backwards = dict(reversed(marks.items()))
    assert drawn(marks, one_in) == drawn(backwards, one_in)
    assert len(drawn(marks, one_in)) == sample_size(len(marks), one_in)


@given(st.dictionaries(st.integers(), st.uuids().map(str), min_size=2, max_size=60), st.integers(1, 10))
def test_who_leaves_a_drawn_paper_out_meets_it_again(marks, one_in):
    """Whatever is left for later, a paper of the lowest mark is read before the last one is accepted."""
    lowest = min(marks, key=lambda paper: marks[paper])
    later = {lowest: marks[lowest]}
    assert lowest in drawn(marks, one_in)
    assert lowest in drawn(later, one_in)
