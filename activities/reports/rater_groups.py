"""The groups of raters of a closed round, as far as closing has left them apart (EV-03, E-31)."""

from collections import Counter
from dataclasses import dataclass

from activities.choices import Criterion, RaterGroup
from activities.models import RatingRound
from activities.rules.ratio import percent_text
from activities.rules.satisfaction import COUNTED


@dataclass(frozen=True)
class GroupLine:
    """One group of raters with its overall judgement only, and only where nobody can be recognized in it."""

    label: str
    collected: int
    satisfied: int
    valid: int
    rate: str


def groups_of(round_: RatingRound) -> tuple[GroupLine, ...]:
    """Groups reported separately beside the whole; none where only one block is left (EV-03, E-31)."""
    groups = list(round_.groups.all())
    if len(groups) < 2:
        return ()
    satisfied, valid = Counter[str](), Counter[str]()
    for tally in round_.tallies.all():
        if tally.criterion == Criterion.OVERALL:
            valid[tally.group] += tally.count
            satisfied[tally.group] += tally.count if tally.grade in COUNTED[round_.satisfied_means] else 0
    order = list(RaterGroup.values)
    return tuple(
        GroupLine(
            str(RaterGroup(row.group).label),
            row.collected,
            satisfied[row.group],
            valid[row.group],
            percent_text(satisfied[row.group], valid[row.group]) if valid[row.group] else "",
        )
        for row in sorted(groups, key=lambda row: order.index(row.group))
    )
