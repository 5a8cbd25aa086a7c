"""Charter read whole in the year (PD-15); flag and badge where they are required (PD-17)."""

from datetime import datetime

import pytest

from activities.compliance.routine import CharterReadWhole, FlagAndBadge
from activities.rules.charter import progress
from partywork.common.clock import OFFICE
from partywork.common.compliance import Verdict
from tests.activities.compliance.year import answers, at, event, year

NEW_YEAR = datetime(2027, 1, 1, tzinfo=OFFICE)
WHOLE, NEARLY = [(0, 55)], [(0, 54)]


@pytest.mark.parametrize(
    ("events", "asked", "now", "verdicts"),
    [
        ([WHOLE], 1, at(6, 30), ["met"]),
        ([NEARLY], 1, at(12, 31, 23, 59), ["unknown"]),
        ([NEARLY], 1, NEW_YEAR, ["not_met"]),
        ([NEARLY, [(55, 55)]], 1, NEW_YEAR, ["met"]),
        ([], 1, NEW_YEAR, ["not_met"]),
        ([WHOLE, NEARLY], 2, NEW_YEAR, ["not_met"]),
        ([WHOLE, WHOLE], 2, NEW_YEAR, ["met"]),
        ([], 0, NEW_YEAR, []),
    ],
)
def test_the_whole_charter_in_the_year(events, asked, now, verdicts):
    facts = year(now=now, charter=progress(events, asked))

    assert [verdict for _subject, verdict, _text in answers(CharterReadWhole(), facts)] == verdicts


def test_what_is_left_is_named_with_what_was_asked():
    facts = year(now=NEW_YEAR, charter=progress([NEARLY], 1))

    assert answers(CharterReadWhole(), facts) == [
        ("2026", "not_met", "2026年诵读党章已读 55 / 56 部分，还有第五十五条，要求1遍")
    ]


@pytest.mark.parametrize(("first", "last"), [(3, 12), (1, 8)])
def test_a_branch_that_was_not_there_the_whole_year_is_not_blamed(first, last):
    facts = year(now=NEW_YEAR, first_month=first, last_month=last, charter=progress([NEARLY], 1))

    assert answers(CharterReadWhole(), facts) == []


@pytest.mark.parametrize(
    ("flag", "badges", "verdict", "text"),
    [
        (True, True, "met", "6月18日活动悬挂了党旗，佩戴了党徽"),
        (False, True, "not_met", "6月18日活动没有悬挂党旗"),
        (True, False, "not_met", "6月18日活动没有佩戴党徽"),
        (False, False, "not_met", "6月18日活动没有悬挂党旗、没有佩戴党徽"),
        (None, None, "unknown", "6月18日活动还没有记党旗、党徽"),
    ],
)
def test_flag_and_badge_where_they_are_required(flag, badges, verdict, text):
    facts = year(event(flag_hung=flag, badges_worn=badges, flag_badge="required"))

    assert answers(FlagAndBadge(), facts) == [("activity:12", verdict, text)]


@pytest.mark.parametrize(("asked", "online"), [("encouraged", False), ("off", False), ("required", True)])
def test_nothing_is_asked_where_it_is_encouraged_only_or_online(asked, online):
    facts = year(event(flag_hung=False, badges_worn=False, flag_badge=asked, is_online=online))

    assert answers(FlagAndBadge(), facts) == []


def test_neither_is_more_than_a_reminder():
    facts = year(event(flag_badge="required"), charter=progress([], 1))
    found = [*FlagAndBadge().judge(facts), *CharterReadWhole().judge(facts)]

    assert {finding.verdict for finding in found} == {Verdict.UNKNOWN}
