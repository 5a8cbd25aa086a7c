"""PD-01, PD-02, PD-04, PD-12: at the limit, just under and just over it."""

from datetime import date

import pytest

from activities.compliance.facts import MonthExcuse, MoveFacts
from activities.compliance.party_day import EnoughMembers, HalfADay, MonthlyPartyDay, StaysInItsMonth
from activities.rules.attendance import Headcount
from tests.activities.compliance.year import answers, at, event, year

JUNE = {"first_month": 6, "last_month": 6}
NAME = "6月18日活动"


@pytest.mark.parametrize(
    ("facts", "verdict", "sentence"),
    [
        (year(event(), now=at(7, 1), **JUNE), "met", "6月已开展1次"),
        (year(now=at(7, 1), **JUNE), "not_met", "6月没有开展主题党日"),
        (year(now=at(6, 30, 23, 59), **JUNE), "unknown", "6月还没有开展，6月30日前开展即可"),
        (year(event(is_held=False), now=at(7, 1), **JUNE), "not_met", "6月没有开展主题党日"),
        (year(event(is_cancelled=True), now=at(7, 1), **JUNE), "not_met", "6月没有开展主题党日"),
        (year(event(), now=at(7, 1), events_per_month=2, **JUNE), "not_met", "6月开展1次，应不少于2次"),
        # E-17: an event of July may count for June, and then not for July.
        (year(event(day=date(2026, 7, 2)), now=at(7, 3), **JUNE), "met", "6月已开展1次"),
        (year(event(for_month=(2026, 7)), now=at(7, 3), **JUNE), "not_met", "6月没有开展主题党日"),
        (year(event(for_month=(2025, 6)), now=at(7, 3), **JUNE), "not_met", "6月没有开展主题党日"),
    ],
)
def test_one_event_a_month(facts, verdict, sentence):
    assert answers(MonthlyPartyDay(), facts) == [("2026-06", verdict, sentence)]


def test_exempt_months_are_not_judged_and_a_reason_stays_beside_the_finding():
    facts = year(
        now=at(9, 1),
        first_month=7,
        last_month=8,
        exempt_months=frozenset({8}),
        excuses=(MonthExcuse(7, "防汛"),),
    )

    [finding] = MonthlyPartyDay().judge(facts)
    assert (finding.subject, finding.verdict, finding.explained) == ("2026-07", "not_met", "防汛")
    assert not finding.needs_attention


def test_a_whole_year_is_judged_month_by_month():
    found = answers(MonthlyPartyDay(), year(event(), now=at(8, 15)))

    assert [verdict for _, verdict, _ in found] == [
        *["not_met"] * 5, "met", "not_met", *["unknown"] * 5
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "verdict", "sentence"),
    [
        ({"minutes": 181}, "met", f"{NAME}181分钟，应不少于180分钟"),
        ({"minutes": 180}, "met", f"{NAME}180分钟，应不少于180分钟"),
        ({"minutes": 179}, "not_met", f"{NAME}179分钟，应不少于180分钟"),
        ({"minutes": 60, "half_day_minutes": 60}, "met", f"{NAME}60分钟，应不少于60分钟"),
        ({"minutes": None}, "unknown", "没有登记起止时间"),
    ],
)
def test_half_a_day(changes, verdict, sentence):
    assert answers(HalfADay(), year(event(**changes))) == [("activity:12", verdict, sentence)]


def test_a_short_event_with_a_reason_stays_and_shows_it():
    [finding] = HalfADay().judge(year(event(minutes=90, short_reason="抗旱")))

    assert (finding.verdict, finding.explained, finding.needs_attention) == ("not_met", "抗旱", False)


BEFORE = at(6, 15, 9)


def move(new: date, reason: str = "会议冲突", reported=BEFORE, **changes) -> MoveFacts:
    return MoveFacts(date(2026, 6, 18), new, reason, reported, **changes)


@pytest.mark.parametrize(
    ("moved", "changes", "verdict", "sentence"),
    [
        (move(date(2026, 6, 30)), {}, "met", f"{NAME}由6月18日改到6月30日，已报备"),
        (move(date(2026, 7, 1)), {}, "not_met", f"{NAME}改到7月1日，没有在当月完成"),
        (move(date(2026, 7, 1)), {"same_month": False}, "met", f"{NAME}由6月18日改到7月1日，已报备"),
        (move(date(2026, 7, 1), committee_agreed=True), {}, "met", f"{NAME}由6月18日改到7月1日，已报备"),
        (move(date(2026, 6, 25), reason=" "), {}, "not_met", f"{NAME}没有写明原因"),
        (move(date(2026, 6, 25), reported=at(6, 18, 23)), {}, "met", f"{NAME}由6月18日改到6月25日，已报备"),
        (move(date(2026, 6, 25), reported=at(6, 19)), {}, "not_met", f"{NAME}没有在活动前报备"),
        (move(date(2026, 6, 25), reported=None), {}, "not_met", f"{NAME}没有在活动前报备"),
        (move(date(2026, 7, 1), reason="", reported=None), {}, "not_met",
         f"{NAME}改到7月1日，没有在当月完成；没有写明原因；没有在活动前报备"),
    ],
)  # fmt: skip
def test_moving_an_event(moved, changes, verdict, sentence):
    facts = year(event(moves=(moved,), **changes))

    assert answers(StaysInItsMonth(), facts) == [("activity:12:move:1", verdict, sentence)]


def test_a_cancelled_event_is_not_a_moved_one():
    cancelled = event(is_cancelled=True, moves=(move(date(2026, 7, 1)),))
    called_off = event(moves=(MoveFacts(date(2026, 6, 18), None, "台风", at(6, 17)),))

    assert answers(StaysInItsMonth(), year(cancelled, called_off)) == []


@pytest.mark.parametrize(
    ("changes", "verdict", "sentence"),
    [
        ({"headcount": Headcount(20, 16)}, "met", f"{NAME}需16人，实到16人（80%），够"),
        ({"headcount": Headcount(20, 15)}, "not_met", f"{NAME}需16人，实到15人（75%），差1人"),
        ({"headcount": Headcount(20, 15, unsettled=1)}, "unknown",
         f"{NAME}需16人，实到15人（75%），1人待核，现在不能判定"),
        ({"headcount": None}, "unknown", f"{NAME}没有登记到会"),
        ({"headcount": Headcount(12, 8, exempt=3)}, "not_met",
         f"{NAME}需10人，实到8人（66.7%），差2人；豁免3人，按应到计88.9%"),
        ({"headcount": Headcount(12, 8, exempt=3), "denominator": "expected"}, "met",
         f"{NAME}需8人，实到8人（88.9%），够"),
        ({"headcount": Headcount(6, 0, exempt=6), "denominator": "expected"}, "not_applicable",
         f"{NAME}党员全部豁免，到会率不适用"),
        ({"headcount": Headcount(20, 16), "min_attendance_pct": 81}, "not_met",
         f"{NAME}需17人，实到16人（80%），差1人"),
    ],
)  # fmt: skip
def test_eighty_of_a_hundred(changes, verdict, sentence):
    assert answers(EnoughMembers(), year(event(**changes))) == [("activity:12", verdict, sentence)]


def test_each_event_is_judged_by_the_limits_of_its_own_day():
    early = event(day=date(2026, 3, 19), minutes=120, half_day_minutes=120)
    late = event(minutes=120)

    assert [verdict for _, verdict, _ in answers(HalfADay(), year(early, late))] == ["met", "not_met"]
