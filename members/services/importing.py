"""A roster file taken into a branch: only what was ticked (A01, N38).

Importing the same file twice changes nothing. Nobody is put into two branches (E-13), and whoever is missing
from the file stays until somebody says that he left, and on which day.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization, PartyGroup
from branches.services.grouping import form_group
from members.choices import SpellEnd
from members.importing.items import LABELS
from members.importing.reading import Reading
from members.reports.roster_preview import ChangedLine, NewLine, Preview, preview
from members.services.correcting_many import Correction, correct_many
from members.services.enrolling import change_group, leave_branch
from members.services.enrolling_many import Newcomer, enrol_many
from members.services.known_already import ENROLLING
from partywork.common import clock
from partywork.common.verbs import hold, journal

WHY = "按导入的名册更正"


@dataclass(frozen=True)
class Applied:
    enrolled: int
    corrected: int
    left: int


@transaction.atomic
def apply(
    place: Organization | Sequence[Organization],
    reading: Reading,
    *,
    chosen: Collection[str],
    since: date,
    leaving: Collection[int] = (),
    leave_day: date | None = None,
    by: AbstractBaseUser | None,
) -> Applied:
    """Take the ticked lines. What changed meanwhile is looked at again: nothing is done twice."""
    held = _locked([place] if isinstance(place, Organization) else place)
    found = preview(held[0] if isinstance(place, Organization) else held, reading)
    return _take(
        held, found, chosen=chosen, since=since, leaving=leaving, leave_day=leave_day or clock.today(), by=by
    )


@transaction.atomic
def take_all(
    place: Organization | Sequence[Organization],
    reading: Reading,
    *,
    since: date,
    by: AbstractBaseUser | None,
) -> Applied:
    """Every row that can be read, for the command; nobody leaves by it."""
    held = _locked([place] if isinstance(place, Organization) else place)
    found = preview(held[0] if isinstance(place, Organization) else held, reading)
    chosen = {*(line.key for line in found.new), *(line.key for line in found.changed)}
    return _take(held, found, chosen=chosen, since=since, leaving=(), leave_day=clock.today(), by=by)


def _take(
    held: Sequence[Organization],
    found: Preview,
    *,
    chosen: Collection[str],
    since: date,
    leaving: Collection[int],
    leave_day: date,
    by: AbstractBaseUser | None,
) -> Applied:
    new = [line for line in found.new if line.key in chosen]
    changed = [line for line in found.changed if line.key in chosen]
    groups = _Groups(held, by)
    enrol_many([_newcomer(line, since, groups) for line in new], by=by)
    correct_many([Correction(line.member, line.facts, line.items) for line in changed], by=by, reason=WHY)
    _change_groups(changed, groups, by)
    left = [line for line in found.missing if line.pk in leaving]
    for gone in left:
        leave_branch(
            gone.member,
            day=leave_day,
            ended_by=SpellEnd.TRANSFERRED,
            by=by,
            reason="导入的名册中没有",
        )
    touched = [Counter(line.branch.pk for line in lines) for lines in (new, changed, left)]
    for branch in held:
        counts = [numbers[branch.pk] for numbers in touched]
        if any(counts):
            said = f"新增 {counts[0]}，更正 {counts[1]}，转出 {counts[2]}"
            journal(branch, "import_roster", by=by, reason=said)
    return Applied(len(new), len(changed), len(left))


def _locked(branches: Sequence[Organization]) -> list[Organization]:
    """The branches, held until the end. Nobody enrols anywhere meanwhile: a file is compared with everybody (E-13)."""
    hold(ENROLLING)
    rows = Organization.objects.select_for_update(of=("self",), no_key=True)
    return list(rows.filter(pk__in=[branch.pk for branch in branches]).order_by("pk"))


def _newcomer(line: NewLine, since: date, groups: "_Groups") -> Newcomer:
    return Newcomer(
        branch=line.branch,
        facts=line.facts,
        since=max(since, line.facts.joined_on),
        group=groups.named(line.branch, line.person.group),
        items=line.items,
    )


def _change_groups(lines: Sequence[ChangedLine], groups: "_Groups", by: AbstractBaseUser | None) -> None:
    """Only whoever stands in another group than before: the preview has compared them in the same transaction."""
    for line in lines:
        if any(change.label == LABELS["group"] for change in line.changes):
            group = groups.named(line.branch, line.person.group)
            change_group(line.member, group, day=clock.today(), by=by)


class _Groups:
    """The Party groups of the branches by name; a name that is not there yet becomes a group."""

    def __init__(self, branches: Sequence[Organization], by: AbstractBaseUser | None) -> None:
        rows = PartyGroup.objects.filter(branch__in=branches, dissolved_on=None)
        self._known = {(group.branch_id, group.name): group for group in rows}
        self._by = by

    def named(self, branch: Organization, name: str) -> PartyGroup | None:
        if not name:
            return None
        key = branch.pk, name
        if key not in self._known:
            self._known[key] = form_group(branch, name, by=self._by)
        return self._known[key]
