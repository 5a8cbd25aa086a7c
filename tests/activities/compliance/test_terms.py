"""A term that is full is followed by an election: on the day, a day before and a day after (EL-01)."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.facts import BranchYear, TermFacts
from activities.compliance.terms import ElectedWhenTermIsFull
from partywork.common.compliance import Verdict
from tests.activities.compliance.year import at

D = date
FULL = TermFacts(number=3, due_on=D(2026, 5, 10), election_due=D(2026, 5, 10))
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


def judged(now, *terms, year=2026):
    return [
        (finding.verdict, finding.sentence)
        for finding in ElectedWhenTermIsFull().judge(BranchYear(year=year, now=now, terms=terms))
    ]


@pytest.mark.parametrize(
    ("now", "ended", "shifted", "verdict", "says"),
    [
        (at(5, 10, 23, 59), None, None, UNKNOWN, "还没有到期"),
        (at(5, 11), None, None, NOT_MET, "还没有换届，已超期1天"),
        (at(6, 1), D(2026, 5, 9), None, MET, "2026年5月9日换届"),
        (at(6, 1), D(2026, 5, 10), None, MET, "2026年5月10日换届"),
        (at(6, 1), D(2026, 5, 11), None, NOT_MET, "2026年5月11日换届，超期1天"),
        (at(6, 1), None, D(2026, 8, 1), UNKNOWN, "上级批准改到2026年8月1日，还没有到期"),
        (at(8, 2), None, D(2026, 8, 1), NOT_MET, "已超期1天"),
    ],
)
def test_the_election_comes_when_the_term_is_full(now, ended, shifted, verdict, says):
    term = replace(FULL, ended_on=ended, election_due=shifted or FULL.due_on)

    [(found, sentence)] = judged(now, term)

    assert found is verdict
    assert says in sentence
    assert "第3届2026年5月10日届满" in sentence


def test_a_term_that_is_full_next_year_is_not_judged_this_year():
    assert judged(at(6, 1), replace(FULL, due_on=D(2027, 1, 1), election_due=D(2027, 1, 1))) == []


def test_a_term_overdue_since_last_year_is_judged_again():
    late = replace(FULL, due_on=D(2025, 12, 31), election_due=D(2025, 12, 31))

    assert judged(at(1, 1), late) == [(NOT_MET, "第3届2025年12月31日届满，还没有换届，已超期1天")]
