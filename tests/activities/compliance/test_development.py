"""The times on the way to membership as findings: on the last day, a day after, and while it runs (DV-03..DV-18)."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.development import (
    ApprovedWithinThreeMonths,
    CultivatedForAYear,
    MeetingFollowsPreview,
    ReviewedEveryHalfYear,
    TalkedWithinAMonth,
)
from partywork.common.compliance import Verdict
from tests.activities.compliance.people import judged, only, person
from tests.activities.compliance.year import at

D = date
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("now", "talked", "verdict", "says"),
    [
        (at(4, 15), None, UNKNOWN, "还没有到期"),
        (at(4, 16), None, NOT_MET, "已超1天"),
        (at(6, 1), D(2026, 4, 15), MET, "实际2026年4月15日"),
        (at(6, 1), D(2026, 4, 16), NOT_MET, "晚了1天"),
    ],
)
def test_somebody_talks_within_a_month(now, talked, verdict, says):
    done = {"applied": D(2026, 3, 15)} | ({"talked": talked} if talked else {})
    only(judged(TalkedWithinAMonth(), person(**done), now=now), verdict, says)


def test_a_way_that_ended_before_the_day_is_not_judged():
    ended = replace(person(applied=D(2026, 3, 15)), ended_on=D(2026, 4, 15))
    assert judged(TalkedWithinAMonth(), ended) == []


def test_a_limit_of_next_year_is_not_of_this_one():
    assert judged(TalkedWithinAMonth(), person(applied=D(2026, 12, 15)), now=at(12, 31)) == []


@pytest.mark.parametrize(
    ("reviews", "now", "verdicts"),
    [
        ((), at(2, 28), [UNKNOWN]),
        ((), at(3, 1), [NOT_MET]),
        ((D(2026, 2, 28),), at(3, 1), [MET, UNKNOWN]),
        ((D(2026, 3, 1),), at(3, 1), [NOT_MET, UNKNOWN]),
        ((D(2026, 2, 1), D(2026, 8, 1)), at(12, 31), [MET, MET]),
        ((D(2026, 2, 1), D(2026, 8, 2)), at(12, 31), [MET, NOT_MET]),
    ],
)
def test_an_activist_is_looked_at_every_half_year(reviews, now, verdicts):
    someone = replace(person(activist=D(2025, 8, 31)), reviews=reviews)
    assert [verdict for verdict, _ in judged(ReviewedEveryHalfYear(), someone, now=now)] == verdicts


def test_whoever_became_a_candidate_is_no_activist_any_more():
    someone = person(activist=D(2025, 8, 31), candidate=D(2026, 2, 28))
    assert judged(ReviewedEveryHalfYear(), someone) == []


@pytest.mark.parametrize(
    ("candidate", "earlier", "verdict"),
    [
        (D(2026, 3, 14), 0, NOT_MET),
        (D(2026, 3, 15), 0, MET),
        (D(2026, 3, 14), 1, MET),
    ],
)
def test_a_candidate_was_cultivated_for_a_year(candidate, earlier, verdict):
    someone = replace(person(activist=D(2025, 3, 15), candidate=candidate), earlier_months=earlier)
    only(judged(CultivatedForAYear(), someone), verdict, "确定为发展对象")


@pytest.mark.parametrize(
    ("meeting", "verdict"), [(D(2026, 5, 1), MET), (D(2026, 5, 2), NOT_MET), (None, NOT_MET)]
)
def test_the_meeting_follows_the_preview(meeting, verdict):
    done = {"previewed": D(2026, 4, 1)} | ({"admitted": meeting} if meeting else {})
    only(judged(MeetingFollowsPreview(), person(**done)), verdict, "30天内召开支部大会")


@pytest.mark.parametrize(
    ("approved", "special", "verdict"),
    [
        (D(2026, 2, 28), "", MET),
        (D(2026, 3, 1), "", NOT_MET),
        (D(2026, 5, 30), "外出学习", MET),
        (D(2026, 5, 31), "外出学习", NOT_MET),
    ],
)
def test_the_committee_decides_within_three_months_or_six(approved, special, verdict):
    someone = replace(person(admitted=D(2025, 11, 30), approved=approved), special=special)
    only(judged(ApprovedWithinThreeMonths(), someone), verdict, "支部大会通过")
