"""Finding the branch and the member a page is about, inside what the person may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from branches.forms.organization_field import CHOOSABLE
from branches.models import Organization, PartyGroup
from members.access import Access, Capability
from members.models import Member, MembershipSpell
from members.services.reading_personal import has_said_why
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.requests import actor


def access_to(request: HttpRequest) -> Access:
    return request.access  # type: ignore[attr-defined]


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: what was sent, be it nothing, and None on the way to the page."""
    return request.POST if request.method == "POST" else None


def branches_of(request: HttpRequest, capability: Capability = Capability.SEE_MEMBER) -> Any:
    """The branches of today whose members the person may see (or handle)."""
    scope = access_to(request).scope(capability)
    return Organization.objects.within(scope).branches().active_on(clock.today())


def branch_of(request: HttpRequest, branches: list[Organization] | QuerySet[Any]) -> Organization | None:
    """The branch asked for by ?branch=, else the first one; 404 when it is not among them.

    From a queryset one row is fetched, so that a committee over ten thousand branches waits for none of the others.
    """
    asked = request.GET.get("branch") or request.POST.get("branch")
    if isinstance(branches, QuerySet):
        branches = list(branches.filter(pk=number(asked)) if asked else branches[:1])
    if not asked:
        return branches[0] if branches else None
    for branch in branches:
        if str(branch.pk) == asked:
            return branch
    raise Http404("没有这个党支部，或不在您的范围内。")


@dataclass(frozen=True)
class Found:
    """A member as seen from a branch: the running spell there, or the last one."""

    member: Member
    spell: MembershipSpell
    is_current: bool

    @property
    def branch(self) -> Organization:
        return self.spell.branch


def find_member(request: HttpRequest, pk: int, *, do: Capability | None = None) -> Found:
    """404 outside what the person may see, 403 where they may not act; the past is only read."""
    access = access_to(request)
    spells = MembershipSpell.objects.within(access.scope(Capability.SEE_MEMBER)).filter(member=pk)
    spell = spells.select_related("member__user", "branch", "group").order_by("-period").first()
    if spell is None:
        raise Http404("没有这名党员，或不在您的范围内。")
    is_current = spell.period.upper is None or clock.today() < spell.period.upper
    if do is not None and not (is_current and access.may(do, spell.branch)):
        raise PermissionDenied("您的职务不能办这件事。")
    return Found(spell.member, spell, is_current)


def must_say_why(request: HttpRequest, found: Found) -> bool:
    """Who looks at a person from above says why, once an hour (PI-15)."""
    from_above = access_to(request).is_from_above(Capability.SEE_MEMBER, found.branch)
    return from_above and not has_said_why(found.member, actor(request))


@dataclass(frozen=True)
class Offered:
    """The branches to choose from on a page about one of them. `many`: too many for a list, one is looked for."""

    rows: tuple[Organization, ...]
    many: bool

    def __iter__(self) -> Iterator[Organization]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def choose(request: HttpRequest, branches: QuerySet[Any]) -> tuple[Offered, Organization | None]:
    """What is offered, and the branch asked for (else the first). One query where they are few, two where many."""
    rows = list(branches[: CHOOSABLE + 1])
    if len(rows) > CHOOSABLE:
        return Offered((), many=True), branch_of(request, branches)
    return Offered(tuple(rows), many=False), branch_of(request, rows)


def groups_of(branch: Organization) -> Any:
    return PartyGroup.objects.filter(branch=branch, dissolved_on=None)
