"""Dues by month, up in time, disclosed, kept by somebody: on the day, before and after it (DU-12, DU-17..DU-20)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from members.compliance.dues import (
    DuesCollectedMonthly,
    DuesDisclosed,
    DuesHandedUpInTime,
    DuesHaveAKeeper,
)
from members.compliance.facts import DuesYear, RemitPeriod
from members.rules.dues_remitting import due_day, last_due, period_end
from partywork.common.clock import OFFICE
from partywork.common.compliance import Verdict

D = date
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
JUNE = D(2026, 6, 1)
THE_YEAR = DuesYear(first_month=JUNE)


@dataclass(frozen=True)
class Facts:
    now: datetime
    dues: DuesYear | None
    year: int = 2026


def at(month: int, day: int, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=OFFICE)


def judged(rule, now, dues):
    return [(finding.verdict, finding.sentence) for finding in rule.judge(Facts(now, dues))]


@pytest.mark.parametrize(
    ("now", "closed", "by_quarter", "verdict", "says"),
    [
        (at(6, 1), {}, (), UNKNOWN, "收到2026年6月30日为止"),
        (at(6, 30, 23, 59), {}, (), UNKNOWN, "收到2026年6月30日为止"),
        (at(7, 1), {}, (), NOT_MET, "6月党费到2026年6月30日还没有结账"),
        (at(7, 1), {JUNE: D(2026, 6, 30)}, (), MET, "6月党费2026年6月30日结账"),
        (at(7, 9), {JUNE: D(2026, 7, 3)}, (), MET, "6月党费2026年7月3日结账"),
        (at(7, 1), {}, (6,), NOT_MET, "6月党费"),
    ],
)
def test_a_month_is_collected_within_the_month(now, closed, by_quarter, verdict, says):
    """DU-01, DU-12, DU-19: grace to the end of the month."""
    dues = replace(THE_YEAR, closed=closed, by_quarter=frozenset(by_quarter))

    found, sentence = judged(DuesCollectedMonthly(), now, dues)[0]

    assert found is verdict
    assert says in sentence


def test_where_the_branch_pays_by_the_quarter_a_month_waits_for_its_end():
    """DU-12."""
    dues = replace(THE_YEAR, first_month=D(2026, 4, 1), by_quarter=frozenset(range(1, 13)))

    assert [found for found, _ in judged(DuesCollectedMonthly(), at(6, 30), dues)] == [UNKNOWN] * 3
    assert [found for found, _ in judged(DuesCollectedMonthly(), at(7, 1), dues)] == [NOT_MET] * 3 + [UNKNOWN]


QUARTER = RemitPeriod(D(2026, 4, 1), JUNE, D(2026, 6, 10))


@pytest.mark.parametrize(
    ("now", "handed", "verdict", "says"),
    [
        (at(6, 9), None, UNKNOWN, "2026年4月至6月的党费应在2026年6月10日前上缴"),
        (at(6, 10, 23, 59), None, UNKNOWN, "应在2026年6月10日前上缴"),
        (at(6, 11), None, NOT_MET, "还没有缴齐，已晚1天"),
        (at(6, 20), D(2026, 6, 9), MET, "2026年6月9日上缴"),
        (at(6, 20), D(2026, 6, 10), MET, "2026年6月10日上缴"),
        (at(6, 20), D(2026, 6, 11), NOT_MET, "2026年6月11日上缴，晚1天"),
    ],
)
def test_a_quarter_goes_up_by_the_tenth_of_its_last_month(now, handed, verdict, says):
    """DU-18."""
    dues = replace(THE_YEAR, periods=(replace(QUARTER, handed_on=handed),))

    [(found, sentence)] = judged(DuesHandedUpInTime(), now, dues)

    assert found is verdict
    assert says in sentence


@pytest.mark.parametrize(
    ("month", "cycle", "day", "last", "due"),
    [
        (D(2026, 1, 1), "quarter", 10, D(2026, 3, 1), D(2026, 3, 10)),
        (D(2026, 3, 1), "quarter", 10, D(2026, 3, 1), D(2026, 3, 10)),
        (D(2026, 4, 1), "quarter", 10, JUNE, D(2026, 6, 10)),
        (D(2026, 9, 1), "quarter", 28, D(2026, 9, 1), D(2026, 9, 28)),
        (D(2026, 10, 1), "quarter", 1, D(2026, 12, 1), D(2026, 12, 1)),
        (D(2026, 11, 1), "month", 10, D(2026, 11, 1), D(2026, 12, 10)),
        (D(2026, 12, 1), "month", 10, D(2026, 12, 1), D(2027, 1, 10)),
    ],
)
def test_the_due_day_is_that_of_the_committee(month, cycle, day, last, due):
    """DU-18: 10 March, June, September, December; by the month on the tenth of the next."""
    assert period_end(month, cycle) == last
    assert due_day(month, cycle, day) == due


@pytest.mark.parametrize(
    ("today", "cycle", "last"),
    [
        (D(2026, 3, 10), "quarter", D(2025, 12, 1)),
        (D(2026, 3, 11), "quarter", D(2026, 3, 1)),
        (D(2026, 6, 10), "quarter", D(2026, 3, 1)),
        (D(2026, 6, 11), "quarter", JUNE),
        (D(2026, 6, 10), "month", D(2026, 4, 1)),
        (D(2026, 6, 11), "month", D(2026, 5, 1)),
        (D(2026, 1, 1), "month", D(2025, 11, 1)),
    ],
)
def test_the_latest_period_that_is_over_for_the_committee(today, cycle, last):
    """DU-18: on the tenth nobody is late yet."""
    assert last_due(today, cycle, 10) == last


@pytest.mark.parametrize(
    ("now", "told", "asked", "verdict", "says"),
    [
        (at(12, 31, 23, 59), (), 1, UNKNOWN, "应公示1次，已公示0次，到2026年12月31日为止"),
        (at(1, 1, year=2027), (), 1, NOT_MET, "应公示1次党费收缴使用情况，公示了0次"),
        (at(12, 31), (D(2026, 12, 31),), 1, MET, "2026年12月31日公示"),
        (at(12, 31), (D(2026, 3, 31),), 2, UNKNOWN, "已公示1次"),
        (at(1, 1, year=2027), (D(2026, 3, 31),), 4, NOT_MET, "公示了1次"),
        (at(12, 31), tuple(D(2026, month, 20) for month in (3, 6, 9, 12)), 4, MET, "2026年12月20日公示"),
    ],
)
def test_the_members_are_told_once_a_year_or_as_often_as_asked(now, told, asked, verdict, says):
    """DU-20: overdue at 12-31."""
    dues = replace(THE_YEAR, disclosed_on=told, disclosures_asked=asked)

    [(found, sentence)] = judged(DuesDisclosed(), now, dues)

    assert found is verdict
    assert says in sentence


@pytest.mark.parametrize(
    ("keepers", "verdict", "says"),
    [
        (0, NOT_MET, "请书记任命"),
        (1, MET, "有党费管理员"),
        (2, NOT_MET, "应由一人专门收缴"),
        (3, NOT_MET, "有3名"),
    ],
)
def test_one_named_person_keeps_the_dues(keepers, verdict, says):
    """DU-17."""
    [(found, sentence)] = judged(DuesHaveAKeeper(), at(6, 18), replace(THE_YEAR, keepers=keepers))

    assert found is verdict
    assert says in sentence


@pytest.mark.parametrize(
    "rule", [DuesCollectedMonthly(), DuesHandedUpInTime(), DuesDisclosed(), DuesHaveAKeeper()]
)
def test_a_branch_that_keeps_its_dues_elsewhere_is_not_judged(rule):
    assert judged(rule, at(6, 18), None) == []
