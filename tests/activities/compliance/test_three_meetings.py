"""三会一课 judged from the cells of the year: at, under and over, and where nothing is asked."""

from datetime import date

import pytest

from activities.compliance.three_meetings import (
    LecturesOfTheYear,
    MonthlyCommitteeMeeting,
    MonthlyGroupMeeting,
    MonthlyStudy,
    QuarterlyMemberMeeting,
)
from activities.rules.duties import GroupSpan
from tests.activities.compliance.year import answers
from tests.activities.compliance.year import year as branch_year
from tests.activities.rules.test_duties import entry, year

JULY = date(2026, 7, 1)


def facts(*entries, **changes):
    return branch_year(duties=year(*entries, **changes))


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ((), [("2026-1-3", "not_met"), ("2026-4-6", "unknown")]),
        ((2,), [("2026-1-3", "met"), ("2026-4-6", "unknown")]),
        ((2, 3, 6), [("2026-1-3", "met"), ("2026-4-6", "met")]),
    ],
)
def test_a_member_meeting_in_every_quarter(months, expected):
    meetings = [entry("member_meeting", month, number=n) for n, month in enumerate(months)]

    found = answers(QuarterlyMemberMeeting(), facts(*meetings))

    assert [(subject, verdict) for subject, verdict, _ in found] == expected


@pytest.mark.parametrize(("held", "verdict"), [(0, "not_met"), (1, "not_met"), (2, "met"), (3, "met")])
def test_a_committee_that_asks_for_two_a_month_gets_two(held, verdict):
    meetings = [entry("committee_meeting", 1, number=n) for n in range(held)]

    found = answers(MonthlyCommitteeMeeting(), facts(*meetings, times={"mt.zhiwei_per_month": 2}))

    assert found[0][1] == verdict


@pytest.mark.parametrize("rule", [MonthlyCommitteeMeeting(), MonthlyGroupMeeting()])
def test_a_small_branch_is_asked_for_neither_committee_nor_groups(rule):
    assert answers(rule, facts(has_committee=False)) == []


@pytest.mark.parametrize(
    ("group", "verdicts"),
    [(1, ["met", "unknown", "not_met", "unknown"]), (2, ["not_met", "unknown", "met", "unknown"])],
)
def test_every_group_for_itself(group, verdicts):
    groups = (GroupSpan(1, "一组", first=5), GroupSpan(2, "二组", first=5))

    found = answers(MonthlyGroupMeeting(), facts(entry("group_meeting", 5, group=group), groups=groups))

    assert [verdict for _, verdict, _ in found] == verdicts
    assert found[0][0] == "group:1:2026-05"


@pytest.mark.parametrize(
    ("held", "today", "verdicts"),
    [
        (3, date(2026, 12, 31), ["met", "met", "met", "unknown"]),
        (3, date(2027, 1, 1), ["met", "met", "met", "not_met"]),
        (4, date(2027, 1, 1), ["met", "met", "met", "met"]),
    ],
)
def test_four_lectures_a_year_are_judged_when_the_year_is_over(held, today, verdicts):
    lectures = [entry("lecture", 3 * n + 1, number=n) for n in range(held)]

    found = answers(LecturesOfTheYear(), facts(*lectures, today=today, times={"mt.class_per_year": 4}))

    assert [verdict for _, verdict, _ in found] == verdicts


@pytest.mark.parametrize(
    ("kind", "verdict"), [("study", "met"), ("party_day", "met"), ("lecture", "not_met")]
)
def test_a_party_day_is_study_and_a_lecture_is_not(kind, verdict):
    assert answers(MonthlyStudy(), facts(entry(kind, 1)))[0][1] == verdict


@pytest.mark.parametrize(
    "rule",
    [QuarterlyMemberMeeting(), MonthlyCommitteeMeeting(), LecturesOfTheYear(), MonthlyStudy()],
)
def test_nothing_ahead_is_judged_and_nothing_that_was_not_loaded(rule):
    assert answers(rule, branch_year()) == []
    assert all(verdict != "not_met" for _, verdict, _ in answers(rule, facts(today=date(2026, 1, 2))))
