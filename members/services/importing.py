"""A roster file taken into a branch: only what was ticked (A01, N38).

Importing the same file twice changes nothing. Nobody is put into two branches (E-13), and whoever is missing
from the file stays until somebody says that he left, and on which day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization, PartyGroup
from branches.services.grouping import form_group
from members.choices import SpellEnd
from members.importing.reading import Reading
from members.reports.roster_preview import preview
from members.services.enrolling import change_group, correct, enrol, leave_branch
from partywork.common import clock
from partywork.common.verbs import journal, lock


@dataclass(frozen=True)
class Applied:
    enrolled: int
    corrected: int
    left: int


@transaction.atomic
def apply(
    branch: Organization,
    reading: Reading,
    *,
    chosen: Collection[str],
    since: date,
    leaving: Collection[int] = (),
    leave_day: date | None = None,
    by: AbstractBaseUser | None,
) -> Applied:
    """Take the ticked lines. What changed meanwhile is looked at again: nothing is done twice."""
    held: Organization = lock(branch)
    found = preview(held, reading)
    new = [line for line in found.new if line.key in chosen]
    changed = [line for line in found.changed if line.key in chosen]
    people = [*(line.person for line in new), *(line.person for line in changed)]
    groups = _groups(held, [person.group for person in people], by)
    for line in new:
        day = max(since, line.facts.joined_on)
        enrol(held, line.facts, since=day, group=groups.get(line.person.group), by=by, another_person=True)
    for changed_line in changed:
        correct(changed_line.member, changed_line.facts, by=by, reason="按导入的名册更正")
        if changed_line.person.group:
            group = groups[changed_line.person.group]
            change_group(changed_line.member, group, day=clock.today(), by=by)
    left = [member for member in found.missing if member.pk in leaving]
    for member in left:
        leave_branch(
            member,
            day=leave_day or clock.today(),
            ended_by=SpellEnd.TRANSFERRED,
            by=by,
            reason="导入的名册中没有",
        )
    applied = Applied(len(new), len(changed), len(left))
    if any((new, changed, left)):
        counts = f"新增 {applied.enrolled}，更正 {applied.corrected}，转出 {applied.left}"
        journal(held, "import_roster", by=by, reason=counts)
    return applied


def _groups(branch: Organization, names: Iterable[str], by: AbstractBaseUser | None) -> dict[str, PartyGroup]:
    existing = {group.name: group for group in PartyGroup.objects.filter(branch=branch, dissolved_on=None)}
    for name in names:
        if name and name not in existing:
            existing[name] = form_group(branch, name, by=by)
    return existing
