"""Talks as the two people and the secretary find them; nobody else finds any (TT-05)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from activities.choices_talks import TalkState
from activities.models import Talk, TalkItem
from branches.models import Organization
from branches.scoping import Scope
from members.models import Member, User

FULL = Talk.objects.select_related("branch", "talker", "partner", "entered_by")


def own_talks(member: Member) -> QuerySet[Any]:
    return FULL.filter(Q(talker=member) | Q(partner=member))


def readable_talk(member_id: int | None, kept: Scope, pk: int) -> Talk | None:
    """The talk, for one of its two people or the secretary of its branch; for anybody else there is none."""
    talk = FULL.filter(pk=pk).first()
    if talk is None:
        return None
    return talk if talk.is_side(member_id) or kept.covers(talk.branch.path) else None


@dataclass(frozen=True)
class OwnTalks:
    """What a member finds: what waits for his word, what he is to see to, and the rest."""

    waiting: list[Talk]
    items: list[TalkItem]
    rest: list[Talk]


def talks_page(member: Member, year: int) -> OwnTalks:
    rows = list(own_talks(member))
    waiting = [talk for talk in rows if waits_for(talk, member)]
    rest = [talk for talk in rows if talk.talked_on.year == year and talk not in waiting]
    return OwnTalks(waiting, list(open_items(member)), rest)


def waits_for(talk: Talk, member: Member) -> bool:
    """His confirmation, or his correction of what he entered himself."""
    if talk.state == TalkState.RETURNED:
        return talk.entered_by_id == member.user_id
    return talk.state == TalkState.ENTERED and not talk.has_agreed(member.pk)


def waiting_for(member: Member) -> QuerySet[Talk]:
    """The same, asked of the database: for the member's first page."""
    agree = Q(talker=member, talker_agreed_at=None) | Q(partner=member, partner_agreed_at=None)
    correct = Q(state=TalkState.RETURNED, entered_by=member.user_id)
    sides = Q(talker=member) | Q(partner=member)
    return FULL.filter(sides, (Q(state=TalkState.ENTERED) & agree) | correct)


def branch_talks(branch: Organization, year: int) -> list[Talk]:
    """For the secretary: every talk of the year, with how many things are still to be seen to."""
    rows = FULL.filter(branch=branch, talked_on__year=year)
    return list(rows.annotate(open_items=Count("items", filter=Q(items__done_on=None))))


def open_items(member: Member) -> QuerySet[TalkItem]:
    rows = TalkItem.objects.filter(owner=member, done_on=None)
    return rows.select_related("talk__talker", "talk__partner")


def settleable_item(user: User, kept: Scope, pk: int) -> TalkItem | None:
    """Whoever sees to it says that it is done, or the secretary does."""
    item = TalkItem.objects.select_related("talk__branch", "owner").filter(pk=pk).first()
    if item is None:
        return None
    return item if item.owner.user_id == user.pk or kept.covers(item.talk.branch.path) else None
