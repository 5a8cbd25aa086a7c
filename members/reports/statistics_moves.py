"""Who came to an organization and who left it, and by which way (ST-01, ST-04); a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from branches.choices import BranchDomain
from branches.scoping import Scope
from members.choices import SpellEnd
from members.choices_letters import Direction, LetterState
from members.models import MembershipSpell, TransferLetter
from members.rules.statistics_flow import Stay, Way
from partywork.common.months import months_after

# From the meeting that admits to the superior's approval at most half a year may pass (DV-17).
APPROVED_WITHIN = 6
ENDS = {
    SpellEnd.TRANSFERRED: Way.WENT,
    SpellEnd.REORGANIZED: Way.WENT,
    SpellEnd.DIED: Way.DIED,
    SpellEnd.EXPELLED: Way.EXPELLED,
    SpellEnd.SUSPENDED: Way.SUSPENDED,
}


@dataclass(frozen=True)
class Counted:
    """The members of the last day of the year before, and of the day of the table."""

    before: frozenset[int]
    after: frozenset[int]


def formal(scope: Scope) -> Any:
    """Spells in branches where the formal relation is; a temporary branch has none (ST-01, MEM-15)."""
    return MembershipSpell.objects.within(scope).exclude(branch__domain=BranchDomain.TEMPORARY)


def counted(scope: Scope, before: date, after: date) -> Counted:
    """Two queries."""
    spells = formal(scope)
    return Counted(
        before=frozenset(spells.filter(period__contains=before).values_list("member_id", flat=True)),
        after=frozenset(spells.filter(period__contains=after).values_list("member_id", flat=True)),
    )


def stays(scope: Scope, first: date, last: date) -> list[Stay]:
    """Every spell of each member who came or went in the period, oldest first: two queries, one for the letters."""
    inside = formal(scope)
    days = (first, last)
    moving = inside.filter(Q(period__startswith__range=days) | Q(period__endswith__range=days))
    rows = list(
        MembershipSpell.objects.filter(member__in=moving.values("member_id"))
        .select_related("member", "branch")
        .order_by("member_id", "period")
    )
    return list(_stays(rows, scope, _came_by_letter(rows)))


def came_by(members: Collection[int], day: date) -> dict[int, tuple[Way, date]]:
    """By member, how and when he came to the branch he is in on the day: two queries."""
    rows = list(
        MembershipSpell.objects.filter(member__in=members, period__startswith__lte=day)
        .select_related("member", "branch")
        .order_by("member_id", "period")
    )
    everywhere = Scope(everything=True)
    return {stay.member: (stay.began, stay.since) for stay in _stays(rows, everywhere, _came_by_letter(rows))}


def _came_by_letter(rows: list[MembershipSpell]) -> set[tuple[int, date | None]]:
    """Who came from outside the tree with a letter of introduction, and on which day (MEM-08)."""
    letters = TransferLetter.objects.filter(direction=Direction.IN, state=LetterState.ACCEPTED)
    here = letters.filter(member__in={row.member_id for row in rows})
    return set(here.values_list("member_id", "accepted_on"))


def _stays(
    rows: list[MembershipSpell], scope: Scope, letters: set[tuple[int, date | None]]
) -> Iterable[Stay]:
    previous: MembershipSpell | None = None
    for spell in rows:
        before = previous if previous is not None and previous.member_id == spell.member_id else None
        yield Stay(
            member=spell.member_id,
            inside=scope.covers(spell.branch.path) and spell.branch.domain != BranchDomain.TEMPORARY,
            since=spell.period.lower,
            until=spell.period.upper,
            began=_began(spell, before, letters),
            ended=ENDS.get(SpellEnd(spell.ended_by), Way.OTHER_OUT) if spell.ended_by else Way.OTHER_OUT,
        )
        previous = spell


def _began(
    spell: MembershipSpell, before: MembershipSpell | None, letters: set[tuple[int, date | None]]
) -> Way:
    """By which way somebody came: by his letter, from the spell before, else by the date of joining."""
    since: date = spell.period.lower
    if (spell.member_id, since) in letters:
        return Way.CAME
    if before is not None:
        if before.ended_by == SpellEnd.SUSPENDED:
            return Way.RESTORED
        return Way.CAME if before.period.upper == since else Way.OTHER_IN
    if since <= months_after(spell.member.joined_on, APPROVED_WITHIN):
        return Way.DEVELOPED
    return Way.OTHER_IN
