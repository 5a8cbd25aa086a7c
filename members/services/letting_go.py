"""What a branch keeps open about somebody who goes: ended there, or handed on with him (MEM-08, MEM-18, PI-05)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser

from branches.models import Organization
from members.choices import SpellEnd
from members.choices_personal import CorrectionState
from members.models import AwaySpell, CorrectionRequest, Member
from members.services.caring import end_of_leaver
from partywork.common.verbs import journal, save

# After these nobody is away any more; whoever was suspended out of contact still is, and MEM-14 goes on counting.
NO_LONGER_AWAY = frozenset({SpellEnd.TRANSFERRED, SpellEnd.DIED})


def hand_on(
    member: Member,
    old: Organization,
    to: Organization,
    day: date,
    *,
    ended_by: str,
    by: AbstractBaseUser | None,
) -> None:
    """To another branch: it answers what he asked; care is the new branch's own to offer, with consent anew."""
    end_of_leaver(member, old, day, by=by)
    requests = CorrectionRequest.objects.select_for_update(of=("self",), no_key=True)
    for request in requests.filter(member=member, state=CorrectionState.ASKED):
        request.branch = to
        save(request, "branch")
    for spell in _away(member, old):
        if ended_by == SpellEnd.REORGANIZED:
            spell.branch = to
            save(spell, "branch")
            journal(spell, "move", by=by, before=old.called[:30], after=to.called[:30])
        else:
            _end(spell, day, "组织关系已转出", by)


def let_go(
    member: Member, old: Organization, day: date, *, ended_by: str, by: AbstractBaseUser | None
) -> None:
    """Out of the branch: no list of it names him any more, and no reason that nobody needs is kept (PI-14)."""
    end_of_leaver(member, old, day, by=by)
    if ended_by in NO_LONGER_AWAY:
        for spell in _away(member, old):
            _end(spell, day, "已不在本支部", by)


def _away(member: Member, old: Organization) -> list[AwaySpell]:
    rows = AwaySpell.objects.select_for_update(of=("self",), no_key=True)
    return list(rows.filter(member=member, branch=old, ended_on=None))


def _end(spell: AwaySpell, day: date, note: str, by: AbstractBaseUser | None) -> None:
    spell.ended_on, spell.end_note = max(day, spell.since), note
    save(spell, "ended_on", "end_note")
    journal(spell, "come_back", by=by, after=str(spell.ended_on), reason=note)
