"""AT-05, E-49, N02: the steps of a make-up, closed by a second person."""

from dataclasses import replace
from datetime import date

import pytest

from activities.rules.makeup import MakeUpFacts, is_late, next_step, why_not_confirm

DAY = date(2026, 6, 20)
READY = MakeUpFacts(contacted_on=DAY, cause="出差", informed_on=DAY, method="reading", done_on=DAY)


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (MakeUpFacts(), "contact"),
        (replace(READY, contacted_on=None), "contact"),
        (replace(READY, cause=" "), "cause"),
        (replace(READY, informed_on=None), "inform"),
        (replace(READY, method=""), "attend"),
        (replace(READY, done_on=None), "attend"),
        (READY, "confirm"),
        (replace(READY, confirmed_on=DAY), "done"),
    ],
)
def test_the_next_step(facts: MakeUpFacts, step: str):
    assert next_step(facts) == step


@pytest.mark.parametrize(
    ("facts", "confirmer", "refusal"),
    [
        (READY, 3, ""),
        (READY, 1, "补课应由另一名同志确认，不能由本人确认"),
        (READY, 2, "补课应由另一名同志确认，不能由填写补课情况的人确认"),
        (replace(READY, done_on=None), 3, "补课还没有做完，下一步是：补课"),
        (replace(READY, confirmed_on=DAY), 3, "补课已经办结"),
    ],
)
def test_confirmed_by_a_second_person(facts: MakeUpFacts, confirmer: int, refusal: str):
    assert why_not_confirm(facts, member=1, handed_in_by=2, confirmer=confirmer) == refusal


@pytest.mark.parametrize(("done", "late"), [(date(2026, 7, 18), False), (date(2026, 7, 19), True)])
def test_a_make_up_after_its_last_day_is_late(done: date, late: bool):
    assert is_late(done, date(2026, 7, 18)) is late
