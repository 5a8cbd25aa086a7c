"""Party groups inside a branch (ORG-12): formed and renamed here; members.services moves people."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization, PartyGroup
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

LONGEST_NAME = 40


@transaction.atomic
def form_group(branch: Organization, name: str, *, by: AbstractBaseUser | None) -> PartyGroup:
    """A new group of the branch; a dissolved one of that name is opened again."""
    name = name.strip()
    require(branch.is_branch, "党小组设在党支部之下。", field="name")
    _require_name(name)
    lock(branch)
    existing: PartyGroup | None = PartyGroup.objects.filter(branch=branch, name=name).first()
    if existing is not None:
        require(existing.dissolved_on is not None, f"本支部已有“{name}”。", field="name", code="exists")
        existing.formed_on, existing.dissolved_on = clock.today(), None
        save(existing, "formed_on", "dissolved_on")
        journal(existing, "reopen_group", by=by)
        return existing
    group: PartyGroup = PartyGroup.objects.create(branch=branch, name=name, formed_on=clock.today())
    journal(group, "form_group", by=by)
    return group


def _require_name(name: str) -> None:
    require(name, "请填写党小组名称。", field="name")
    require(len(name) <= LONGEST_NAME, f"党小组名称最多 {LONGEST_NAME} 字。", field="name")


@transaction.atomic
def rename_group(group: PartyGroup, name: str, *, by: AbstractBaseUser | None) -> PartyGroup:
    held = lock(group)
    name = name.strip()
    _require_name(name)
    taken = PartyGroup.objects.filter(branch=held.branch_id, name=name).exclude(pk=held.pk).exists()
    require(not taken, f"本支部已有“{name}”。", field="name")
    before, held.name = held.name, name
    save(held, "name")
    journal(held, "rename_group", by=by, before=before[:30], after=name[:30])
    return held


@transaction.atomic
def close_group(group: PartyGroup, *, day: date, by: AbstractBaseUser | None) -> PartyGroup:
    """The group is no more from `day` on; whoever is still in it must have been moved before."""
    held = lock(group)
    if held.dissolved_on is None:
        held.dissolved_on = day
        save(held, "dissolved_on")
        journal(held, "close_group", by=by)
    return held
