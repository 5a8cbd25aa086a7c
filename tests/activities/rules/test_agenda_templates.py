"""第一议题 comes first (MT-16); how many thought analyses are due by which month (TT-04)."""

import pytest

from activities.choices import ActivityKind
from activities.kinds import KINDS
from activities.rules.agenda_templates import BUILT_IN, analyses_due
from activities.rules.agenda_words import tag_in


@pytest.mark.parametrize("kind", ["member_meeting", "committee_meeting"])
def test_what_decides_begins_with_the_first_topic(kind):
    assert tag_in(BUILT_IN[kind][0][0]) == "first"
    assert KINDS[kind].opening[0] == BUILT_IN[kind][0][0]


def test_the_charter_is_studied_at_the_organizational_life_meeting():
    titles = [title for title, _, _ in BUILT_IN[ActivityKind.ORGANIZATIONAL_LIFE_MEETING]]
    assert "charter" in {tag_in(title) for title in titles}  # MT-18


@pytest.mark.parametrize(
    ("per_year", "month", "due"),
    [
        (2, 1, 0),
        (2, 5, 0),
        (2, 6, 1),
        (2, 11, 1),
        (2, 12, 2),
        (0, 12, 0),
        (4, 3, 1),
        (4, 2, 0),
        (1, 11, 0),
        (1, 12, 1),
    ],
)
def test_analyses_fall_due_through_the_year(per_year, month, due):
    assert analyses_due(per_year, month) == due
