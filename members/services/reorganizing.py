"""A branch ends or becomes part of another: its people move on the same day (E-84)."""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.choices import DissolutionReason
from branches.models import Organization, PartyGroup
from branches.services import grouping, structuring
from members.choices import SpellEnd
from members.models import Appointment, Member, MembershipSpell
from members.services.appointing import relieve
from members.services.enrolling import change_group
from members.services.transferring import transfer
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def merge(
    organization: Organization,
    into: Organization,
    *,
    day: date,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> int:
    """From `day` on `organization` is part of `into`; its members are there from that day. How many moved."""
    require(organization.pk != into.pk, "不能并入自己。", field="into")
    require(organization.kind == into.kind, "只能并入同类的党组织。", field="into")
    require(into.is_active_on(day), f"“{into.name}”那天还没有成立或已经撤销。", field="into")
    lock(organization)  # whoever presses at the same moment finds it merged
    members = _present(organization)
    for member in members:
        transfer(member, into, day=day, by=by, reason=reason or "支部合并", ended_by=SpellEnd.REORGANIZED)
    _close(organization, day, by)
    structuring.dissolve(
        organization, day=day, dissolution=DissolutionReason.MERGED, successor=into, by=by, reason=reason
    )
    journal(into, "absorb", by=by, reason=reason, after=organization.called[:30])
    return len(members)


@transaction.atomic
def split(
    branch: Organization,
    into: Organization,
    leaving: Collection[int],
    *,
    day: date,
    by: AbstractBaseUser | None,
    reason: str = "",
) -> int:
    """From `day` on these members are in the branch `into`; one act, no letters (E-84). How many moved."""
    require(branch.pk != into.pk, "请选择另一个党支部。", field="into")
    require(branch.is_branch and into.is_branch, "党员从党支部分到党支部。", field="into")
    require(into.is_active_on(day), f"“{into.name}”那天还没有成立或已经撤销。", field="into")
    lock(branch)  # whoever presses at the same moment finds them gone
    members = [member for member in _present(branch) if member.pk in set(leaving)]
    require(members, "请勾选分出去的党员。", field="members")
    for member in members:
        transfer(member, into, day=day, by=by, reason=reason or "支部分设", ended_by=SpellEnd.REORGANIZED)
    journal(branch, "split_off", by=by, reason=reason, after=into.called[:30])
    return len(members)


@transaction.atomic
def dissolve(
    organization: Organization, *, day: date, by: AbstractBaseUser | None, reason: str = ""
) -> Organization:
    """The organization ends on `day`; all its members must have been transferred before."""
    left = len(_present(organization))
    require(not left, f"还有 {left} 名党员，请先转出，或者办理合并。", field="day", code="has_members")
    _close(organization, day, by)
    return structuring.dissolve(
        organization, day=day, dissolution=DissolutionReason.DISSOLVED, by=by, reason=reason
    )


@transaction.atomic
def dissolve_group(group: PartyGroup, *, day: date, by: AbstractBaseUser | None) -> int:
    """The Party group ends on `day`; whoever was in it is in none from that day. How many there were."""
    members = Member.objects.filter(
        pk__in=MembershipSpell.objects.filter(group=group, period__endswith__isnull=True).values("member_id")
    )
    found = list(members)
    for member in found:
        change_group(member, None, day=day, by=by)
    grouping.close_group(group, day=day, by=by)
    return len(found)


def _present(organization: Organization) -> list[Member]:
    spells = MembershipSpell.objects.filter(branch=organization, period__endswith__isnull=True)
    return list(Member.objects.filter(pk__in=spells.values("member_id")).by_name())


def _close(organization: Organization, day: date, by: AbstractBaseUser | None) -> None:
    posts = Appointment.objects.filter(organization=organization, period__endswith__isnull=True)
    for post in posts:
        relieve(post, day=day, by=by, reason="党组织撤销")
