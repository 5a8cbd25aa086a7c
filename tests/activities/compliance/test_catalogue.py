"""The whole book over one year, and rules that come into force later."""

from collections.abc import Iterator
from datetime import date

import pytest

from activities.compliance.catalogue import judge_branch_year
from activities.compliance.facts import BranchYear
from activities.compliance.party_day import HalfADay
from partywork.common.compliance import Finding, Verdict, verdict_of
from tests.activities.compliance.year import at, event, year


def test_a_well_kept_month_meets_everything_it_is_judged_by():
    found = judge_branch_year(year(event(), first_month=6, last_month=6, now=at(7, 1)))

    assert {finding.rule: finding.verdict.value for finding in found} == {
        "party-day.monthly": "met",
        "party-day.half-day": "met",
        "notice.in-time": "met",
        "party-day.attendance": "met",
        "record.in-time": "met",
        "rating.at-once": "met",
    }


def test_an_event_that_is_still_ahead_is_never_a_breach():
    ahead = event(is_held=False, headcount=None, record_due=None, ended_at=None, published_at=None)

    found = judge_branch_year(year(ahead, first_month=6, last_month=6, now=at(6, 1)))

    assert {finding.verdict for finding in found} == {Verdict.UNKNOWN}


def test_judging_twice_names_the_same_subjects():
    facts = year(event(), event(activity=13), now=at(7, 1))

    first, second = judge_branch_year(facts), judge_branch_year(facts)
    assert [(f.rule, f.subject) for f in first] == [(f.rule, f.subject) for f in second]
    assert len({(f.rule, f.subject) for f in first}) == len(first)


@pytest.mark.parametrize(
    ("met", "verdict"), [(True, Verdict.MET), (False, Verdict.NOT_MET), (None, Verdict.UNKNOWN)]
)
def test_three_answers(met: bool | None, verdict: Verdict):
    assert verdict_of(met) is verdict


class _FromJuly(HalfADay):
    in_force_from = date(2026, 7, 1)

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        return super().findings(facts)


def test_a_rule_does_not_judge_days_before_it_was_in_force():
    facts = year(event(), event(day=date(2026, 7, 1)))

    assert [finding.on for finding in _FromJuly().judge(facts)] == [date(2026, 7, 1)]
