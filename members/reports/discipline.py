"""Whose right to vote rests on a day, by a dated decision: read by votes, elections and sponsors (MEM-02, DV-10)."""

from collections.abc import Collection
from datetime import date

from members.models import DisciplineFact, Member

# Said without naming the decision: whoever reads a list of voters need not know which it was.
NO_VOTE_SENTENCE = "按党章规定暂停行使表决权"


def resting_votes(members: Collection[int], day: date) -> frozenset[int]:
    """Who of these members has no vote that day; one query."""
    rows = DisciplineFact.objects.resting_vote_on(day).filter(member__in=members)
    return frozenset(rows.values_list("member", flat=True))


def may_sponsor_on(member: Member, day: date) -> bool:
    """介绍人: a full member whose rights do not rest (DV-10)."""
    is_full = member.full_on is not None and member.full_on <= day
    return is_full and not resting_votes([member.pk], day)
