"""The cap of 优秀 at, just under and just over each step, and which sums may be shown (DA-04, E-43, E-31)."""

from fractions import Fraction

import pytest

from activities.rules.appraisal import Cap, added, paper_refusal, ratio_text, shown_counts
from branches.rules.parameters import SPECS

THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("full_members", "most"),
    [*enumerate((0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4)), (29, 9), (30, 10), (31, 10), (101, 33), (102, 34)],
)
def test_the_cap_is_a_third_rounded_down(full_members, most):
    cap = Cap(full_members, THIRD)

    assert cap.most == most
    assert cap.is_kept_by(most)
    assert not cap.is_kept_by(most + 1)


@pytest.mark.parametrize(
    ("full_members", "ratio", "most"),
    [
        (19, "3/20", 2),
        (20, "3/20", 3),
        (21, "3/20", 3),
        (6, "3/20", 0),
        (7, "3/20", 1),
        (4, "1/4", 1),
        (3, "1/4", 0),
    ],
)
def test_a_committee_may_lower_the_share(full_members, ratio, most):
    assert Cap(full_members, Fraction(ratio)).most == most


def test_nothing_is_lost_to_rounding_for_any_branch():
    for full_members in range(2000):
        most = Cap(full_members, THIRD).most
        assert most * 3 <= full_members < (most + 1) * 3


def test_the_refusal_gives_numbers_and_the_clause():
    assert Cap(10, THIRD).refusal(4) == (
        "评为优秀的有 4 人，超过了上限：正式党员 10 人，三分之一取整，优秀最多 3 人。"
        "“优秀”等次一般不超过支部正式党员总数的三分之一（DA-04），请减少 1 人。"
    )


@pytest.mark.parametrize(
    ("ratio", "text"), [("1/3", "三分之一"), ("3/20", "15%"), ("1/4", "四分之一"), ("2/7", "2/7")]
)
def test_the_share_as_the_office_reads_it(ratio, text):
    assert ratio_text(Fraction(ratio)) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1/3", "1/3"), ("15%", "3/20"), ("１５％", "3/20"), ("33%", "33/100"), ("1 / 4", "1/4")],
)
def test_the_parameter_is_read_as_a_fraction(typed, kept):
    spec = SPECS["da.excellent_ratio"]
    value = spec.parse(typed)

    assert value == Fraction(kept)
    assert spec.parse(spec.to_json(value)) == value


@pytest.mark.parametrize(
    "typed", ["34%", "1/2", "0", "0/3", "1/0", "0%", "-1/3", "", "三分之一", "0.3", "1/3/3"]
)
def test_more_than_a_third_or_nonsense_is_refused(typed):
    with pytest.raises(ValueError, match="评议优秀"):
        SPECS["da.excellent_ratio"].parse(typed)


SUMS = {"a": {"outstanding": 2, "qualified": 2}, "b": {"outstanding": 1, "qualified": 2}, "c": {}}


@pytest.mark.parametrize(
    ("returned", "shown"),
    [(0, set()), (4, set()), (5, {"a"}), (6, {"a"})],
)
def test_sums_of_few_ballots_or_few_marks_are_not_shown(returned, shown):
    found = shown_counts(SUMS, "abc", returned=returned, min_ballots=5)

    assert {line for line, counts in found.items() if counts is not None} == shown


def test_a_person_marked_by_everybody_else_is_shown():
    """Five ballots: each is marked by the four others."""
    assert shown_counts(SUMS, "a", returned=5, min_ballots=5)["a"] == {"outstanding": 2, "qualified": 2}


def test_phones_and_paper_are_added_line_by_line():
    assert added({"a": {"x": 1}}, {"a": {"x": 2, "y": 1}, "b": {"y": 3}}, {}) == {
        "a": {"x": 3, "y": 1},
        "b": {"y": 3},
    }


def test_a_line_with_more_ticks_than_papers_is_named():
    line, sentence = paper_refusal({"7": {"outstanding": 3, "qualified": 2}}, {"7": "李二"}, 4)

    assert (line, sentence) == ("7", "李二四档合计 5 份，多于收回的 4 份。")
    assert paper_refusal({"7": {"outstanding": 2, "qualified": 2}}, {"7": "李二"}, 4) == ("", "")
