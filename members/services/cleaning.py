"""Contact data of those who left goes a year later; what the archives need stays (PI-14, RC-04)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from branches.reports.parameters import in_force
from members.models import AwaySpell, MembershipSpell, PersonalFile
from members.rules.personal_items import BY_NAME, CONTACTS
from partywork.common.months import months_after
from partywork.common.verbs import journal


@dataclass(frozen=True)
class Cleaned:
    """One line of the report: whose, of which branch, gone since when, and the items that were removed."""

    member_id: int
    name: str
    branch: str
    left_on: date
    items: tuple[str, ...]


def clean_contacts(today: date, *, dry_run: bool = False) -> list[Cleaned]:
    """Everybody without a branch for so long as the last branch's committee says; twice in a night it is once."""
    lines = []
    months: dict[int, int] = {}
    for spell in _gone(today):
        if spell.branch_id not in months:
            months[spell.branch_id] = in_force(spell.branch, today)["pi.clean_months"]
        if today < months_after(spell.period.upper, months[spell.branch_id]):
            continue
        line = _clean(spell, today, dry_run=dry_run)
        if line is not None:
            lines.append(line)
    return lines


def _gone(today: date) -> list[MembershipSpell]:
    """The last spell of each who belongs nowhere and still has contact data."""
    running = MembershipSpell.objects.filter(period__endswith__isnull=True).values("member_id")
    kept = PersonalFile.objects.filter(contacts_removed_on=None).exclude(member__in=running)
    spells = MembershipSpell.objects.filter(member__file__in=kept).select_related("member", "branch")
    last = spells.order_by("member_id", "-period").distinct("member_id")
    return [spell for spell in last if spell.period.upper and spell.period.upper <= today]


@transaction.atomic
def _clean(spell: MembershipSpell, today: date, *, dry_run: bool) -> Cleaned | None:
    file = PersonalFile.objects.select_for_update().get(pk=spell.member_id)
    if file.contacts_removed_on is not None:
        return None
    removed = tuple(BY_NAME[name].label for name in CONTACTS if getattr(file, name))
    away = AwaySpell.objects.filter(member=spell.member_id, reach__isnull=False)
    if away.exists():
        removed = (*removed, "外出时的联系方式")
    line = Cleaned(spell.member_id, spell.member.name, spell.branch.called, spell.period.upper, removed)
    if dry_run:
        return line
    for name in CONTACTS:
        setattr(file, name, "")
    away.update(reach=None)
    file.contacts_removed_on = today
    file.save()
    if removed:
        journal(spell.member, "clean_contacts", by=None, reason="、".join(line.items))
    return line if removed else None
