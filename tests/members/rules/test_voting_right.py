"""From which day a converted member votes: at, just before and just after the days that count (E-05)."""

from datetime import date

import pytest

from branches.rules.register import ALL
from members.rules.voting_right import APPROVAL, CHOICES, has_vote_on, votes_from

D = date
ENDS, MEETING, APPROVED = D(2026, 6, 1), D(2026, 6, 10), D(2026, 7, 20)


@pytest.mark.parametrize(
    ("choice", "meeting", "approved", "begins"),
    [
        ("approval", MEETING, APPROVED, APPROVED),
        ("approval", MEETING, None, None),
        ("approval", D(2026, 5, 20), D(2026, 5, 31), ENDS),  # approved before probation has ended
        ("approval", D(2026, 5, 20), ENDS, ENDS),
        ("approval", MEETING, D(2026, 6, 2), D(2026, 6, 2)),
        ("meeting", MEETING, APPROVED, MEETING),
        ("meeting", MEETING, None, MEETING),
        ("meeting", D(2026, 5, 31), APPROVED, ENDS),
        ("meeting", ENDS, APPROVED, ENDS),
        ("meeting", D(2026, 6, 2), APPROVED, D(2026, 6, 2)),
        ("meeting", None, APPROVED, None),
    ],
)
def test_the_vote_begins_on_the_day_that_was_set_and_not_before_probation_ends(
    choice, meeting, approved, begins
):
    assert votes_from(choice, full_on=ENDS, meeting_on=meeting, approved_on=approved) == begins


@pytest.mark.parametrize(
    ("day", "full_on", "since", "votes"),
    [
        (D(2026, 7, 19), ENDS, APPROVED, False),
        (D(2026, 7, 20), ENDS, APPROVED, True),
        (D(2026, 5, 31), ENDS, None, False),
        (D(2026, 6, 1), ENDS, None, True),
        (D(2026, 6, 9), None, MEETING, False),
        (D(2026, 6, 10), None, MEETING, True),
        (D(2026, 6, 10), None, None, False),
    ],
)
def test_without_a_day_of_its_own_full_membership_alone_decides(day, full_on, since, votes):
    assert has_vote_on(day, full_on=full_on, since=since) is votes


def test_the_parameter_offers_what_the_rule_knows():
    (spec,) = [each for each in ALL if each.key == "mem.votes_from"]
    assert (spec.options, spec.default) == (CHOICES, APPROVAL)
