"""Whose right to vote rests on a day, by a dated decision: read by votes, elections and sponsors (MEM-02, DV-10)."""

from collections.abc import Collection
from datetime import date

from branches.scoping import Scope
from members.choices_standing import DecisionKind
from members.models import DisciplineFact, Member, StandingDecision

# Said without naming the decision: whoever reads a list of voters need not know which it was.
NO_VOTE_SENTENCE = "按党章规定暂停行使表决权"


def resting_votes(members: Collection[int], day: date) -> frozenset[int]:
    """Who of these members has no vote that day; one query."""
    rows = DisciplineFact.objects.resting_vote_on(day).filter(member__in=members)
    return frozenset(rows.values_list("member", flat=True))


def barred_sponsors(members: Collection[int], day: date) -> frozenset[int]:
    """Who of these may not introduce anybody that day: the rights rest, or the membership does (DV-10); two queries.

    Whether somebody is a full member in the branch is read from the roster, not from here.
    """
    decisions = StandingDecision.objects.filter(member__in=members, effective_on__lte=day, undone_at=None)
    latest: dict[int, str] = dict(decisions.order_by("effective_on", "pk").values_list("member", "kind"))
    gone = {member for member, kind in latest.items() if kind != DecisionKind.RESTORED}
    return resting_votes(members, day) | gone


def carried_facts(member: Member, scope: Scope, day: date) -> tuple[DisciplineFact, ...]:
    """Entered by another branch before he moved into one of `scope`, and still of effect that day; one query.

    The present branch keeps him from voting, standing and posts, and asks for his rights to be restored: for that it
    needs what was decided, by whom and until when, and the paper itself stays where it was entered (E-52).
    """
    carried = DisciplineFact.objects.of_members_within(scope, day).filter(member=member, undone_at=None)
    elsewhere = carried.exclude(scope.condition("branch__path")).select_related("branch")
    return tuple(fact for fact in elsewhere if fact.effect.lasts_on(day))


def may_sponsor_on(member: Member, day: date) -> bool:
    """介绍人: a full member whose rights do not rest (DV-10)."""
    is_full = member.full_on is not None and member.full_on <= day
    return is_full and not barred_sponsors([member.pk], day)
