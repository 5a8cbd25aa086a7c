"""The table of kinds: each word has its row, and each row names rules and parameters that exist."""

import pytest

from activities.choices import ActivityKind
from activities.kinds import KINDS, ROWS, Kind, kind_of
from branches.rules.register import ALL


def test_every_kind_has_one_row() -> None:
    assert set(KINDS) == set(ActivityKind.values)
    assert len(ROWS) == len(KINDS)


@pytest.mark.parametrize("kind", [row for row in ROWS if row.times], ids=lambda row: row.key)
def test_how_often_is_a_parameter_of_the_register(kind: Kind) -> None:
    assert kind.times in {spec.key for spec in ALL}


@pytest.mark.parametrize(
    ("key", "has_committee", "has_groups", "exists"),
    [
        ("committee_meeting", True, False, True),
        ("committee_meeting", False, True, False),
        ("group_meeting", True, False, False),
        ("group_meeting", False, True, True),
        ("member_meeting", False, False, True),
        ("party_day", False, False, True),
    ],
)
def test_a_branch_without_a_committee_or_groups_does_not_hold_their_meetings(
    key: str, has_committee: bool, has_groups: bool, exists: bool
) -> None:
    assert kind_of(key).exists_in(has_committee=has_committee, has_groups=has_groups) is exists


def test_only_the_party_day_has_nine_steps_a_rating_and_a_sheet_that_is_filed() -> None:
    for each in ("has_nine_steps", "is_rated", "is_filed", "needs_rate"):
        assert [row.key for row in ROWS if getattr(row, each)] == [ActivityKind.PARTY_DAY]
