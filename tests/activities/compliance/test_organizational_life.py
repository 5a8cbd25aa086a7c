"""What is asked once a year: numbers at, under and over, and never before the year is over."""

from datetime import date

import pytest

from activities.compliance.organizational_life import (
    TalksOfTheYear,
    ThinkingAnalysed,
    YearlyAppraisal,
    YearlyLifeMeeting,
)
from activities.rules.duties import TalkCount
from tests.activities.compliance.year import answers
from tests.activities.compliance.year import year as branch_year
from tests.activities.rules.test_duties import entry, year

LAST, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def facts(*entries, **changes):
    return branch_year(duties=year(*entries, **changes))


@pytest.mark.parametrize(
    ("rule", "kind"),
    [(YearlyLifeMeeting(), "organizational_life_meeting"), (YearlyAppraisal(), "appraisal")],
)
@pytest.mark.parametrize(
    ("held", "today", "verdict"),
    [
        (0, LAST, "unknown"),
        (0, date(2027, 3, 31), "unknown"),
        (0, date(2027, 4, 1), "not_met"),
        (1, LAST, "met"),
        (2, date(2027, 4, 1), "met"),
    ],
)
def test_once_for_the_year_and_until_the_end_of_march(rule, kind, held, today, verdict):
    entries = [entry(kind, 12, number=n) for n in range(held)]

    assert [found[1] for found in answers(rule, facts(*entries, today=today))] == [verdict]


@pytest.mark.parametrize(
    ("missing", "today", "verdict", "said"),
    [
        (0, LAST, "met", "2026年谈心谈话应谈12项，都谈到了"),
        (1, LAST, "unknown", "2026年谈心谈话应谈12项，还有1项没有谈到"),
        (1, AFTER, "not_met", "2026年谈心谈话应谈12项，还有1项没有谈到"),
        (0, AFTER, "met", "2026年谈心谈话应谈12项，都谈到了"),
    ],
)
def test_talks_are_told_as_numbers_only(missing, today, verdict, said):
    found = answers(TalksOfTheYear(), facts(talks=TalkCount(12, missing), today=today))

    assert found == [("2026", verdict, said)]


@pytest.mark.parametrize(
    ("done", "today", "verdict"),
    [(1, LAST, "unknown"), (1, AFTER, "not_met"), (2, AFTER, "met"), (3, AFTER, "met")],
)
def test_the_members_thinking_is_looked_at_twice_a_year(done, today, verdict):
    asked = {"tt.thought_analysis_per_year": 2}

    found = answers(ThinkingAnalysed(), facts(analyses=done, times=asked, today=today))

    assert found == [("2026", verdict, f"2026年思想状况分析{done}次，应不少于2次")]


@pytest.mark.parametrize("changes", [{"first": 2}, {"last": 11}, {"begun": None}, {"begun": (2026, 2)}])
@pytest.mark.parametrize("rule", [TalksOfTheYear(), ThinkingAnalysed()])
def test_a_duty_of_the_year_is_asked_of_whoever_was_here_all_of_it(rule, changes):
    asked = {"tt.thought_analysis_per_year": 2}

    assert answers(rule, facts(talks=TalkCount(12, 3), times=asked, today=AFTER, **changes)) == []


@pytest.mark.parametrize("rule", [TalksOfTheYear(), ThinkingAnalysed(), YearlyLifeMeeting()])
def test_where_none_is_asked_for_nothing_is_found(rule):
    none = {"tt.thought_analysis_per_year": 0, "ol.per_year": 0}

    assert answers(rule, facts(talks=TalkCount(0, 0), times=none, today=AFTER)) == []
    assert answers(rule, branch_year()) == []
