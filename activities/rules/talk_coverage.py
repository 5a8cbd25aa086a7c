"""Who has talked with whom this year, who is still missing, and who could talk with whom (TT-01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from activities.choices_talks import TalkRelation
from activities.rules.talk_relation import leads, relation_of

Pair = frozenset[int]


@dataclass(frozen=True)
class Person:
    """One member of the day: `since` the first day in the branch, `posts_since` that of the present posts."""

    member_id: int
    name: str
    since: date
    posts: frozenset[str] = frozenset()
    posts_since: date | None = None

    @property
    def leads(self) -> bool:
        return leads(self.posts)


@dataclass(frozen=True)
class Want:
    """One talk that is asked for: between two people, or (`second` None) with anybody of the kind.

    `asked` is 0 for whoever came in the second half of the year. `partner` is a proposal, never an order.
    """

    relation: TalkRelation
    first: Person
    second: Person | None
    held: int
    asked: int
    partner: Person | None = None

    @property
    def missing(self) -> int:
        return max(self.asked - self.held, 0)

    @property
    def with_whom(self) -> Person | None:
        return self.second or self.partner


@dataclass(frozen=True)
class Coverage:
    """The year by the four relations of F-15."""

    wants: tuple[Want, ...]

    def of(self, relation: TalkRelation) -> tuple[Want, ...]:
        return tuple(want for want in self.wants if want.relation is relation)

    @property
    def asked(self) -> int:
        return sum(1 for want in self.wants if want.asked)

    @property
    def missing(self) -> int:
        return sum(1 for want in self.wants if want.missing)


def counts_from(day: date, year: int) -> bool:
    """Whoever was there in the first half of the year is asked for the whole of it."""
    return day <= date(year, 6, 30)


def coverage(people: Sequence[Person], talks: Mapping[Pair, int], *, asked: int, year: int) -> Coverage:
    """`talks` counts the confirmed talks of each pair; `asked` is tt.per_year, 0 where none is asked."""
    leaders = [person for person in people if person.leads]
    others = [person for person in people if not person.leads]
    return Coverage(
        (
            *_between_leaders(leaders, talks, asked, year),
            *_with_leaders(others, leaders, talks, asked, year),
            *_among_members(others, talks, asked, year),
        )
    )


def _between_leaders(
    leaders: Sequence[Person], talks: Mapping[Pair, int], asked: int, year: int
) -> list[Want]:
    found = []
    for first, second in combinations(leaders, 2):
        both = all(_asked_as_leader(person, year) for person in (first, second))
        held = talks.get(frozenset({first.member_id, second.member_id}), 0)
        relation = relation_of(first.posts, second.posts)
        found.append(Want(relation, first, second, held, asked if both else 0))
    return sorted(found, key=lambda want: want.relation is not TalkRelation.SECRETARY_COMMITTEE)


def _with_leaders(
    others: Sequence[Person],
    leaders: Sequence[Person],
    talks: Mapping[Pair, int],
    asked: int,
    year: int,
) -> list[Want]:
    """Each member with somebody of the committee; whoever of them has talked least is proposed."""
    load = {
        leader.member_id: sum(talks.get(_pair(leader, member), 0) for member in others) for leader in leaders
    }
    found = []
    for member in others:
        held = sum(talks.get(_pair(leader, member), 0) for leader in leaders)
        wanted = asked if leaders and counts_from(member.since, year) else 0
        partner = None
        if held < wanted:
            partner = min(
                leaders, key=lambda leader: (talks.get(_pair(leader, member), 0), load[leader.member_id])
            )
            load[partner.member_id] += 1
        found.append(Want(TalkRelation.COMMITTEE_MEMBER, member, None, held, wanted, partner))
    return found


def _among_members(others: Sequence[Person], talks: Mapping[Pair, int], asked: int, year: int) -> list[Want]:
    """Each member with another one; who is still missing is proposed to the next who is."""
    held = {
        member.member_id: sum(talks.get(_pair(member, other), 0) for other in others if other is not member)
        for member in others
    }
    wanted = {
        member.member_id: asked if len(others) > 1 and counts_from(member.since, year) else 0
        for member in others
    }
    waiting = [member for member in others if held[member.member_id] < wanted[member.member_id]]
    partners = _paired(waiting, others, talks)
    return [
        Want(
            TalkRelation.MEMBER_MEMBER,
            member,
            None,
            held[member.member_id],
            wanted[member.member_id],
            partners.get(member.member_id),
        )
        for member in others
    ]


def _paired(
    waiting: Sequence[Person], others: Sequence[Person], talks: Mapping[Pair, int]
) -> dict[int, Person]:
    """Two who are both missing help each other; the odd one is proposed to whom he knows least."""
    found: dict[int, Person] = {}
    for member in waiting:
        if member.member_id in found:
            continue
        free = [each for each in waiting if each is not member and each.member_id not in found]
        new = [each for each in free if not talks.get(_pair(member, each), 0)]
        pool = new or free or [each for each in others if each is not member]
        partner = min(pool, key=lambda each: talks.get(_pair(member, each), 0))
        found[member.member_id] = partner
        if partner in free:
            found[partner.member_id] = member
    return found


def _asked_as_leader(person: Person, year: int) -> bool:
    return counts_from(max(person.since, person.posts_since or person.since), year)


def _pair(first: Person, second: Person) -> Pair:
    return frozenset({first.member_id, second.member_id})
