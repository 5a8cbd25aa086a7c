"""Right and wrong, passed at, under and over the share, what a sum may tell (ED-08, BR-03)."""

from datetime import date

import pytest

from activities.rules.quiz import Outcome, Question, is_open, outcome_of, read_said, sum_is_told, write_said

SINGLE = Question(1, "single", "哪一个？", ("甲", "乙", "丙"), "B")
MULTIPLE = Question(2, "multiple", "哪几个？", ("甲", "乙", "丙"), "AC")


@pytest.mark.parametrize(
    ("question", "said", "right"),
    [
        (SINGLE, "B", True),
        (SINGLE, "A", False),
        (MULTIPLE, "AC", True),
        (MULTIPLE, "CA", True),
        (MULTIPLE, "A", False),
        (MULTIPLE, "ABC", False),
        (MULTIPLE, "", False),
    ],
)
def test_all_right_options_and_no_other(question, said, right):
    assert question.is_right(said) is right


@pytest.mark.parametrize(
    ("question", "said", "counts"),
    [
        (SINGLE, "A", True),
        (SINGLE, "AB", False),
        (SINGLE, "", False),
        (SINGLE, "D", False),
        (MULTIPLE, "AB", True),
    ],
)
def test_what_can_be_said_to_a_question(question, said, counts):
    assert question.is_answer(said) is counts


@pytest.mark.parametrize(
    ("right", "of", "pct", "passed"),
    [
        (3, 5, 60, True),
        (2, 5, 60, False),
        (4, 7, 60, False),
        (5, 7, 60, True),
        (5, 5, 100, True),
        (4, 5, 100, False),
    ],
)
def test_passed_at_the_share_and_not_under_it(right, of, pct, passed):
    assert Outcome(right, of, pct).has_passed is passed


def test_the_outcome_counts_the_right_ones():
    assert outcome_of([SINGLE, MULTIPLE], {1: "B", 2: "A"}, 60) == Outcome(1, 2, 60)


@pytest.mark.parametrize(
    ("today", "running"),
    [
        (date(2026, 6, 9), False),
        (date(2026, 6, 10), True),
        (date(2026, 6, 20), True),
        (date(2026, 6, 21), False),
    ],
)
def test_open_on_the_first_and_the_last_day(today, running):
    assert is_open(today, date(2026, 6, 10), date(2026, 6, 20)) is running


@pytest.mark.parametrize(
    ("today", "done", "told"),
    [(date(2026, 6, 20), 9, False), (date(2026, 6, 21), 2, False), (date(2026, 6, 21), 3, True)],
)
def test_a_sum_is_told_when_it_is_over_and_hides_each(today, done, told):
    assert sum_is_told(today, date(2026, 6, 20), done) is told


@pytest.mark.parametrize("text", ["", "x", "1:Z", "1:A,,2", "9999:A", "²:A", "1:<script>"])
def test_what_is_not_understood_is_left_out(text):
    assert set(read_said(text)) <= {1}


def test_what_was_said_travels_whole():
    assert read_said(write_said({2: "AC", 1: "B"})) == {1: "B", 2: "AC"}
