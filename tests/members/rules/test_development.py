"""The five stages and twenty-five steps as a table (DV-01)."""

from itertools import pairwise

from members.rules.development import BY_NUMBER, STAGE_NAMES, STEPS, Stage, missing_before


def test_there_are_twenty_five_steps_in_their_order() -> None:
    assert [step.number for step in STEPS] == list(range(1, 26))
    assert len({step.key for step in STEPS}) == 25


def test_the_stages_hold_the_steps_that_the_rules_give_them() -> None:
    numbers = {stage: [step.number for step in STEPS if step.stage is stage] for stage in Stage}
    assert numbers == {
        Stage.APPLICATION: [1, 2],
        Stage.ACTIVIST: [3, 4, 5, 6],
        Stage.CANDIDATE: [7, 8, 9, 10, 11],
        Stage.ADMISSION: [12, 13, 14, 15, 16, 17, 18],
        Stage.PROBATION: [19, 20, 21, 22, 23, 24, 25],
    }
    assert set(STAGE_NAMES) == set(Stage)


def test_no_step_needs_a_later_one() -> None:
    assert all(number < step.number for step in STEPS for number in step.needs)


def test_the_stages_come_one_after_the_other() -> None:
    order = list(Stage)
    assert all(order.index(before.stage) <= order.index(after.stage) for before, after in pairwise(STEPS))


def test_the_committee_reviews_when_sponsors_review_and_training_are_there() -> None:
    done = {step.key: True for step in STEPS[:10] if step.number != 9}
    assert [step.number for step in missing_before(BY_NUMBER[12], done)] == [9, 11]
    assert missing_before(BY_NUMBER[1], {}) == ()
