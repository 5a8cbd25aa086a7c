"""PL-04: the plan by the end of March."""

import pytest

from activities.compliance.facts import PlanFilingFacts
from activities.compliance.planning import PlanInTime
from tests.activities.compliance.year import answers, at, year

DUE = "3月31日（周二） 24:00"


@pytest.mark.parametrize(
    ("submitted", "now", "verdict", "sentence"),
    [
        (at(3, 31, 23, 59), at(6, 1), "met", f"2026年度计划3月31日（周二） 23:59报送，时限{DUE}"),
        (at(4, 1), at(6, 1), "not_met", f"2026年度计划{DUE}报送，时限{DUE}"),
        (at(4, 1, 0, 1), at(6, 1), "not_met", f"2026年度计划4月1日（周三） 00:01报送，时限{DUE}"),
        (None, at(3, 31, 23, 59), "unknown", f"2026年度计划待报送，时限{DUE}"),
        (None, at(4, 1), "not_met", f"2026年度计划没有报送，时限{DUE}"),
    ],
)
def test_the_plan_is_filed_in_time(submitted, now, verdict, sentence):
    facts = year(plan=PlanFilingFacts(2026, at(4, 1), submitted), now=now)

    assert answers(PlanInTime(), facts) == [("plan:2026", verdict, sentence)]


def test_a_branch_that_owes_no_plan_is_not_judged():
    assert answers(PlanInTime(), year()) == []
