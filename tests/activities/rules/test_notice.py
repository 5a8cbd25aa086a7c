"""PD-05, E-15, E-19: which publication counts."""

from datetime import date, datetime

import pytest

from activities.rules.notice import Publication, counting_publication, judge_notice, late_reason
from branches.rules.calendar import work_calendar
from partywork.common.clock import OFFICE

EVENT = date(2026, 6, 18)


def published(day: int, start_hour: int = 14, place: str = "302会议室") -> Publication:
    return Publication(
        datetime(2026, 6, day, 10, 20, tzinfo=OFFICE),
        datetime(2026, 6, 18, start_hour, tzinfo=OFFICE),
        datetime(2026, 6, 18, 18, tzinfo=OFFICE),
        place,
    )


FIRST, REPEATED, MOVED, MOVED_AGAIN = published(8), published(14), published(15, 15), published(16, 15)


@pytest.mark.parametrize(
    ("publications", "counted"),
    [
        ([], None),
        ([FIRST], FIRST),
        ([FIRST, REPEATED], FIRST),
        ([FIRST, MOVED], MOVED),
        ([MOVED, FIRST], MOVED),
        ([FIRST, MOVED, MOVED_AGAIN], MOVED),
        ([FIRST, published(12, place="301会议室")], published(12, place="301会议室")),
        ([FIRST, published(12, place=" 302会议室 ")], FIRST),
    ],
)
def test_e19_the_last_change_counts_and_a_repetition_does_not(publications, counted):
    assert counting_publication(publications) == counted


@pytest.mark.parametrize(
    ("day", "met", "sentence"),
    [
        (11, True, "提前7天预告，应不少于5天，够"),
        (13, True, "提前5天预告，应不少于5天，够"),
        (14, False, "提前4天预告，应不少于5天，晚1天"),
        (18, False, "提前0天预告，应不少于5天，晚5天"),
    ],
)
def test_five_days_before(day: int, met: bool, sentence: str):
    verdict = judge_notice([published(day)], EVENT, 5)

    assert (verdict.met, verdict.sentence) == (met, sentence)


def test_without_a_publication_nothing_can_be_said():
    verdict = judge_notice([], EVENT, 5)

    assert (verdict.met, verdict.lead, verdict.sentence) == (None, None, "尚未预告，应提前5天")


def test_workdays_of_notice():
    verdict = judge_notice([published(11)], EVENT, 5, work_calendar())

    assert (verdict.lead, verdict.met) == (5, True)


def test_e15_a_changed_plan_fills_in_the_reason():
    assert late_reason([FIRST, MOVED]) == "计划调整"
    assert late_reason([FIRST, REPEATED]) == ""
    assert late_reason([]) == ""
