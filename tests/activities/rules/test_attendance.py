"""PD-12, AT-02, AT-08, E-01 to E-11, N03, N14: who counts, and whether enough came."""

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.choices import AttendanceStatus
from activities.rules.attendance import (
    Headcount,
    Mark,
    count_heads,
    counts_as_present,
    judge_attendance,
    percent_text,
    required_for,
    split_text,
)

PRESENT, ABSENT, EXEMPT = AttendanceStatus.PRESENT, AttendanceStatus.ABSENT, AttendanceStatus.EXEMPT


@pytest.mark.parametrize(
    ("members", "required"),
    [(1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (7, 6), (8, 7), (9, 8), (10, 8),
     (12, 10), (15, 12), (20, 16)],
)  # fmt: skip
def test_e07_how_many_must_come(members: int, required: int):
    assert required_for(members, 80) == required
    assert judge_attendance(Headcount(members, required)).met is True
    assert judge_attendance(Headcount(members, required - 1)).met is False


@pytest.mark.parametrize(
    ("part", "base", "text"),
    [
        (3, 4, "75%"),
        (2, 3, "66.7%"),
        (7996, 10000, "79.9%"),
        (79999, 100000, "79.9%"),
        (4, 5, "80%"),
        (20, 24, "83.3%"),
        (16, 17, "94.1%"),
        (21, 24, "87.5%"),
        (12, 12, "100%"),
        (0, 12, "0%"),
        (1, 2000, "0.1%"),
        (0, 0, "—"),
    ],
)
def test_percentages_are_rounded_but_never_to_a_whole_per_cent(part: int, base: int, text: str):
    assert percent_text(part, base) == text


@pytest.mark.parametrize(
    ("headcount", "denominator", "met", "sentence"),
    [
        (Headcount(4, 3), "total", False, "需4人，实到3人（75%），差1人"),
        (Headcount(24, 20), "total", True, "需20人，实到20人（83.3%），够"),
        # E-08: three of twelve are exempt, eight came.
        (Headcount(12, 8, exempt=3), "total", False, "需10人，实到8人（66.7%），差2人"),
        (Headcount(12, 8, exempt=3), "expected", True, "需8人，实到8人（88.9%），够"),
        # E-09: everybody is exempt.
        (Headcount(6, 0, exempt=6), "expected", None, "党员全部豁免，到会率不适用"),
        (Headcount(6, 0, exempt=6), "total", False, "需5人，实到0人（0%），差5人"),
        # E-11: an exempt member comes anyway and joins the base.
        (Headcount(12, 10, exempt=3, present_exempt=1), "expected", True, "需8人，实到10人（100%），够"),
        (Headcount(10, 1, exempt=10, present_exempt=1), "expected", True, "需1人，实到1人（100%），够"),
        # N14: no mark is not an absence, unless it can no longer matter.
        (Headcount(24, 19, unsettled=1), "total", None, "需20人，实到19人（79.2%），1人待核，现在不能判定"),
        (Headcount(24, 20, unsettled=4), "total", True, "需20人，实到20人（83.3%），够"),
        (Headcount(24, 18, unsettled=1), "total", False, "需20人，实到18人（75%），差2人"),
        (Headcount(24, 0, unsettled=24), "total", None, "需20人，实到0人（0%），24人待核，现在不能判定"),
    ],
)
def test_judging_an_event(headcount, denominator, met, sentence):
    verdict = judge_attendance(headcount, 80, denominator)

    assert (verdict.met, verdict.sentence) == (met, sentence)


@pytest.mark.parametrize(
    ("members", "required"),
    [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5)],
)
def test_e07_one_absence_is_allowed_in_the_smallest_branches_only(members: int, required: int):
    verdict = judge_attendance(Headcount(members, required), small_branch_mode="allow_one_absent")

    assert verdict.required == required
    assert verdict.met is True


@pytest.mark.parametrize(
    ("headcount", "denominator", "sentence"),
    [
        (Headcount(12, 8, exempt=3), "total", "豁免3人，按应到计88.9%"),
        (Headcount(12, 8, exempt=3), "expected", "豁免3人，按党员总数计66.7%"),
        (Headcount(6, 0, exempt=6), "total", "豁免6人，按应到计不适用"),
        (Headcount(12, 8), "total", ""),
        (Headcount(12, 8, exempt=1, present_exempt=1), "total", ""),
    ],
)
def test_e08_the_other_rate_is_always_offered(headcount, denominator, sentence):
    assert judge_attendance(headcount, 80, denominator).other_rate_sentence == sentence


def test_two_honest_rates_make_up_never_raises_the_first():
    verdict = judge_attendance(Headcount(24, 19, made_up=5))

    assert (verdict.rate_text, verdict.coverage_text) == ("79.2%", "100%")
    assert verdict.met is False
    assert verdict.coverage_sentence == "到会加补课24人（100%）"


@pytest.mark.parametrize(
    ("denominator", "sentence"),
    [
        ("total", "到会加补课11人（91.7%），还差1人补课"),
        ("expected", "到会加补课10人（100%）"),
    ],
)
def test_home_delivery_counts_where_the_exempt_are_in_the_base(denominator: str, sentence: str):
    heads = Headcount(12, 9, exempt=2, made_up=1, made_up_exempt=1)

    assert judge_attendance(heads, 80, denominator).coverage_sentence == sentence


def test_coverage_says_how_many_still_owe_a_make_up():
    verdict = judge_attendance(Headcount(24, 20, unsettled=1, made_up=1))

    assert verdict.coverage_sentence == "到会加补课21人（87.5%），还差2人补课"


@pytest.mark.parametrize(
    ("status", "share", "counts"),
    [
        ("present", None, True),
        ("online", None, True),
        ("late", None, True),
        ("left_early", None, True),
        ("left_early", 50, True),
        ("left_early", 49, False),
        ("leave_official", None, False),
        ("leave_sick", None, False),
        ("absent", None, False),
        ("exempt", None, False),
        ("not_yet", None, False),
        ("unsettled", None, False),
    ],
)
def test_which_marks_count_as_present(status: str, share: int | None, counts: bool):
    assert counts_as_present(status, share) is counts


def test_counting_a_list_with_every_kind_of_line():
    marks = [
        Mark("present"),
        Mark("late", is_full=False),
        Mark("present", exempt=True),
        Mark("exempt", exempt=True, is_full=False, made_up=True),
        Mark("leave_sick", made_up=True),
        Mark("absent"),
        Mark("unsettled"),
        Mark("not_yet"),
    ]

    assert count_heads(marks) == Headcount(
        total=7,
        present=3,
        exempt=2,
        present_exempt=1,
        unsettled=1,
        made_up=1,
        made_up_exempt=1,
        total_full=5,
        present_full=2,
        exempt_full=1,
        present_exempt_full=1,
    )


def test_e05_probationary_members_count_in_both_bases_and_are_printed_apart():
    heads = count_heads(
        [Mark("present")] * 10 + [Mark("present", is_full=False), Mark("absent", is_full=False)]
    )

    assert split_text(heads.expected, heads.expected_full) == "12（正式10、预备2）"
    assert split_text(heads.present, heads.present_full) == "11（正式10、预备1）"
    assert split_text(10, 10) == "10"


def test_e01_who_had_not_yet_joined_is_not_absent():
    assert count_heads([Mark("present")] * 4 + [Mark("not_yet")]).total == 4


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(1, 100))
def test_integer_judgement_equals_the_exact_fraction(part: int, base: int, pct: int):
    exact = Fraction(part, base) >= Fraction(pct, 100)

    assert (part >= required_for(base, pct)) == exact
    assert required_for(base, pct) == ceil(Fraction(base * pct, 100))


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_a_printed_percentage_is_near_the_truth_and_never_reaches_a_whole_per_cent(part: int, base: int):
    printed = Fraction(percent_text(part, base).removesuffix("%"))
    exact = Fraction(100 * part, base)

    assert abs(printed - exact) < Fraction(1, 10)
    for limit in range(101):
        assert (printed >= limit) == (exact >= limit)


HEADS = st.integers(1, 60).flatmap(
    lambda total: st.integers(0, total).flatmap(
        lambda present: st.builds(
            Headcount,
            total=st.just(total),
            present=st.just(present),
            unsettled=st.integers(0, total - present),
        )
    )
)


@given(HEADS, st.integers(50, 100))
def test_a_verdict_stands_however_the_open_marks_are_settled(heads: Headcount, pct: int):
    verdict = judge_attendance(heads, pct).met
    outcomes = {
        judge_attendance(Headcount(heads.total, heads.present + came), pct).met
        for came in range(heads.unsettled + 1)
    }

    assert outcomes == ({True, False} if verdict is None else {verdict})
