"""The times on the way to membership as findings: on the last day, a day after, and while it runs (DV-03..DV-22)."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.development import (
    ApprovedWithinThreeMonths,
    ConversionAnsweredInTime,
    ConversionDiscussedInTime,
    CultivatedForAYear,
    MeetingFollowsPreview,
    PutUpForItsDays,
    ReviewedEveryHalfYear,
    ReviewedEveryQuarter,
    TalkedWithinAMonth,
)
from activities.compliance.facts import BranchYear, PersonOnTheWay, PublicNoticeFacts
from partywork.common.compliance import Verdict
from tests.activities.compliance.year import at

D = date
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
ALL = frozenset({"activist", "candidate", "admission", "conversion"})


def person(**done) -> PersonOnTheWay:
    return PersonOnTheWay(person=1, name="孙六", done=done)


LAST_DAY = at(12, 31)
START, END = D(2026, 6, 8), D(2026, 6, 15)


def judged(rule, someone, *, now=LAST_DAY, year=2026):
    return [
        (finding.verdict, finding.sentence)
        for finding in rule.judge(BranchYear(year=year, now=now, people=(someone,)))
    ]


def only(found, verdict, says) -> None:
    [(answer, sentence)] = found
    assert answer is verdict
    assert says in sentence
    assert sentence.startswith("孙六：")


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


def notice(until=END, workdays=5, asked=5, result="none"):
    return PublicNoticeFacts(1, "candidate", START, until, workdays, asked, result)


@pytest.mark.parametrize(
    ("filed", "notices", "now", "verdict", "says"),
    [
        (D(2026, 6, 16), (notice(),), at(6, 20), MET, "已有结论"),
        (D(2026, 6, 15), (notice(),), at(6, 20), NOT_MET, "没有期满"),
        (D(2026, 6, 16), (), at(6, 20), NOT_MET, "没有记录"),
        (D(2026, 6, 16), (notice(workdays=4),), at(6, 20), NOT_MET, "不足上级规定的5个"),
        (None, (notice(result=""),), at(6, 15), UNKNOWN, "正在公示"),
        (None, (notice(result=""),), at(6, 16), UNKNOWN, "还没有写结论"),
    ],
)
def test_a_name_is_up_for_its_days_before_the_step_behind(filed, notices, now, verdict, says):
    done = {"candidate": D(2026, 6, 5)} | ({"candidate_filed": filed} if filed else {})
    someone = replace(person(**done), notices=notices, points=ALL)
    only(judged(PutUpForItsDays(), someone, now=now), verdict, says)


def test_where_the_committee_asks_for_no_notice_none_is_missed():
    someone = person(candidate=D(2026, 6, 5), candidate_filed=D(2026, 6, 16))
    assert judged(PutUpForItsDays(), someone) == []


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


@pytest.mark.parametrize(
    ("quarters", "now", "verdicts"),
    [
        ((), at(2, 28), [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
        ((), at(3, 1), [NOT_MET, UNKNOWN, UNKNOWN, UNKNOWN]),
        ((D(2026, 2, 28),), at(3, 1), [MET, UNKNOWN, UNKNOWN, UNKNOWN]),
        ((D(2026, 3, 2),), at(3, 2), [NOT_MET, MET, UNKNOWN, UNKNOWN]),
    ],
)
def test_probation_is_looked_at_each_quarter(quarters, now, verdicts):
    someone = replace(person(admitted=D(2025, 11, 30), approved=D(2026, 1, 10)), quarters=quarters)
    assert [verdict for verdict, _ in judged(ReviewedEveryQuarter(), someone, now=now)] == verdicts


@pytest.mark.parametrize(
    ("decided", "now", "verdict"),
    [
        (None, at(2, 28), UNKNOWN),
        (None, at(3, 1), NOT_MET),
        (D(2026, 2, 28), at(3, 1), MET),
        (D(2026, 3, 1), at(3, 1), NOT_MET),
    ],
)
def test_full_membership_is_discussed_when_probation_is_over(decided, now, verdict):
    done = {"admitted": D(2024, 8, 31), "approved": D(2024, 10, 8)}
    done |= {"conversion_decided": decided} if decided else {}
    only(judged(ConversionDiscussedInTime(), person(**done), now=now), verdict, "2025年8月31日期满")


@pytest.mark.parametrize(
    ("approved", "verdict"), [(D(2026, 5, 28), MET), (D(2026, 5, 29), NOT_MET), (None, NOT_MET)]
)
def test_full_membership_is_answered_within_three_months(approved, verdict):
    done = {"conversion_decided": D(2026, 2, 28)} | ({"conversion_approved": approved} if approved else {})
    only(judged(ConversionAnsweredInTime(), person(**done)), verdict, "支部大会讨论")
