"""The vote on an admission is judged alike for a ballot of the system and for numbers typed in, number by number."""

import pytest

from activities.rules.voting import judge_vote
from members.rules.admission_vote import judge_admission
from partywork.common.errors import DomainError

UP_TO = 9


def test_the_two_judgements_agree_on_every_small_meeting() -> None:
    for expected in range(1, UP_TO):
        for present in range(expected + 1):
            for written in range(expected - present + 1):
                for in_favour in range(present + written + 1):
                    numbers = {
                        "expected": expected,
                        "present": present,
                        "in_favour": in_favour,
                        "written": written,
                        "others": present + written - in_favour,
                    }
                    ballot, typed = judge_vote("V-ADM", **numbers), judge_admission(**numbers)
                    assert (typed.quorum_met, typed.passed) == (ballot.quorum_met, ballot.passes), numbers
                    assert typed.sentence == ballot.sentence


@pytest.mark.parametrize(
    ("expected", "present", "in_favour", "passes"),
    [(10, 5, 5, False), (10, 6, 5, False), (10, 6, 6, True), (11, 6, 6, True), (11, 5, 5, False)],
)
def test_half_is_not_more_than_half(expected: int, present: int, in_favour: int, passes: bool) -> None:
    assert judge_admission(expected=expected, present=present, in_favour=in_favour).passed is passes


@pytest.mark.parametrize(
    "numbers",
    [
        {"expected": 0, "present": 0, "in_favour": 0},
        {"expected": 5, "present": 6, "in_favour": 6},
        {"expected": 5, "present": 4, "in_favour": 5},
        {"expected": 5, "present": 4, "in_favour": 3, "others": 2},
        {"expected": 5, "present": 4, "in_favour": 4, "written": 2},
    ],
)
def test_numbers_that_cannot_be_are_refused_alike(numbers: dict[str, int]) -> None:
    with pytest.raises(DomainError) as typed:
        judge_admission(**numbers)
    with pytest.raises(DomainError) as ballot:
        judge_vote("V-ADM", **numbers)

    assert typed.value.message == ballot.value.message
