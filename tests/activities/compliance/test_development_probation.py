"""Probation as findings: each quarter, the meeting at its end, and the answer (DV-21, DV-22)."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.development_probation import (
    ConversionAnsweredInTime,
    ConversionDiscussedInTime,
    ReviewedEveryQuarter,
)
from partywork.common.compliance import Verdict
from tests.activities.compliance.people import judged, only, person
from tests.activities.compliance.year import at

D = date
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN


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
