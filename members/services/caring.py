"""Onto the list of care and off it, with the person's consent; the reason is read one at a time (MEM-18, PI-02)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.choices_care import NEEDS_CONSENT, OF_MEMBERS
from members.models import CareSpell, Member
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def put_on_list(
    member: Member,
    branch: Organization,
    *,
    kind: str,
    since: date,
    consent_on: date | None,
    reason: str = "",
    by: AbstractBaseUser,
) -> CareSpell:
    """As a class; of what is sensitive, only what the person agreed to be kept."""
    held, today = lock(member), clock.today()
    require(kind in OF_MEMBERS, "请选类别。", field="kind")
    require(since <= today, "开始日期晚于今天。", field="since")
    here = held.spells.filter(branch=branch, period__contains=today).exists()
    require(here, f"{held.name}现在不在本支部。", code="not_in_branch")
    sensitive = kind in NEEDS_CONSENT
    require(
        consent_on or not sensitive,
        "困难、患病、受灾是敏感信息，要先征得本人同意，再填同意的日期。",
        field="consent_on",
    )
    require(not consent_on or consent_on <= today, "同意的日期晚于今天。", field="consent_on")
    running = CareSpell.objects.filter(member=held, kind=kind, until=None).first()
    if running is not None:
        require(running.branch_id == branch.pk, "原支部的关怀还没有结束。", code="elsewhere")
        return running
    spell: CareSpell = CareSpell.objects.create(
        member=held,
        branch=branch,
        kind=kind,
        since=since,
        consent_on=consent_on,
        reason=reason.strip() or None,
        entered_by_id=by.pk,
    )
    journal(spell, "put_on_care_list", by=by)
    return spell


@transaction.atomic
def end_care(spell: CareSpell, *, until: date, by: AbstractBaseUser) -> CareSpell:
    """Off the list; the class and the days stay, the reason is wiped, for nobody needs it any more (PI-14)."""
    held = lock(spell)
    require(until >= held.since, "结束日期早于开始日期。", field="until")
    require(until <= clock.today(), "结束日期晚于今天。", field="until")
    if held.until is not None:
        return held
    held.until, held.reason = until, None
    held.save(update_fields=["until", "reason", "updated_at"])
    journal(held, "end_care", by=by)
    return held


@transaction.atomic
def read_reason(spell: CareSpell, *, by: AbstractBaseUser) -> str:
    """The reason in plain words, and a line in the journal that this person read it."""
    journal(spell, "read_care_reason", by=by)
    return str(spell.reason or "")


def end_of_leaver(member: Member, branch: Organization, day: date, *, by: AbstractBaseUser | None) -> int:
    """Whoever goes is no longer on this branch's list."""
    spells = CareSpell.objects.filter(member=member, branch=branch, until=None)
    ended = 0
    for spell in spells:
        spell.until, spell.reason = max(day, spell.since), None
        spell.save(update_fields=["until", "reason", "updated_at"])
        journal(spell, "end_care", by=by)
        ended += 1
    return ended
