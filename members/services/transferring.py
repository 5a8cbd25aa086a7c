"""From one branch to another as one dated act: no day in neither, no day in both (E-01..E-04, MEM-07)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization, PartyGroup
from members.choices import SpellEnd
from members.choices_letters import LetterState
from members.models import Member, MembershipSpell
from members.services.appointing import end_posts
from members.services.developing_moves import follow_member
from members.services.dues_moving import follow_correction, follow_transfer
from members.services.enrolling import running_spell, split_spell
from members.services.letter_closing import void_all_open
from members.services.letting_go import hand_on
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def transfer(
    member: Member,
    to: Organization,
    *,
    day: date,
    by: AbstractBaseUser | None,
    group: PartyGroup | None = None,
    reason: str = "",
    ended_by: str = SpellEnd.TRANSFERRED,
    paid_until: date | None = None,
) -> MembershipSpell:
    """A member of `to` from `day` on, the day it accepts; until then of the old one (E-03).

    `paid_until` is the month up to which the letter says that dues are paid (MEM-08, DU-13).
    """
    held = lock(member)
    spell = running_spell(held, day)
    if spell.branch_id == to.pk:
        return spell
    require(to.is_branch, "党员编在党支部里，请选择党支部。", field="to")
    require(day <= clock.today(), "接收日期不能晚于今天。", field="day")
    require(to.is_active_on(day), f"“{to.name}”那天还没有成立或已经撤销。", field="to")
    require(day > spell.period.lower, "接收日期要晚于编入原支部的日期。", field="day")
    require(group is None or group.branch_id == to.pk, "请选择新支部的党小组。", field="group")
    old = spell.branch
    moved = split_spell(spell, day, branch=to, group=group, ended_by=ended_by)
    end_posts(held, old, day=day, by=by, reason="组织关系转出")
    follow_transfer(held, old, to, day, by=by, paid_until=paid_until)
    void_all_open(held, by=by, reason="组织关系已另行转接")
    follow_member(held, to, by=by)
    hand_on(held, old, to, day, ended_by=ended_by, by=by)
    journal(held, "transfer", by=by, reason=reason, before=old.called[:30], after=to.called[:30])
    return moved


@transaction.atomic
def correct_transfer_day(
    member: Member, day: date, *, by: AbstractBaseUser | None, reason: str
) -> MembershipSpell:
    """The acceptance was on another day (E-04): statistics follow, filed sheets keep what they froze."""
    require(reason.strip(), "请写明更正的理由。", field="reason")
    held = lock(member)
    old, new = _last_transfer(held)
    require(day <= clock.today(), "接收日期不能晚于今天。", field="day")
    require(day > old.period.lower, "接收日期要晚于编入原支部的日期。", field="day")
    require(
        new.period.upper is None or day < new.period.upper,
        "接收以后这名党员又有变动，接收日期要早于那一天。",
        field="day",
    )
    before, until = new.period.lower, new.period.upper
    if day == before:
        return new
    shrinking, growing = (new, old) if day > before else (old, new)
    for spell in (shrinking, growing):
        spell.period = DateRange(old.period.lower, day) if spell is old else DateRange(day, until)
        spell.save(update_fields=["period"])
    save(held)
    letter = held.letters.filter(target=new.branch, accepted_on=before, state=LetterState.ACCEPTED).first()
    if letter is not None:
        letter.accepted_on = day
        save(letter, "accepted_on")
    follow_correction(
        held, old.branch, new.branch, before, day, by=by, paid_until=letter.paid_until if letter else None
    )
    journal(held, "correct_transfer", by=by, reason=reason, before=str(before), after=str(day))
    return new


def _last_transfer(member: Member) -> tuple[MembershipSpell, MembershipSpell]:
    """The last two spells that meet where the branch changes; a change of group in between does not count."""
    spells = list(member.spells.select_for_update(of=("self",)).select_related("branch").order_by("period"))
    for old, new in zip(reversed(spells[:-1]), reversed(spells[1:]), strict=True):
        if old.branch_id == new.branch_id:
            continue
        require(
            old.period.upper == new.period.lower,
            "最近一次变动不是转接，不能这样更正。",
            code="no_transfer",
        )
        return old, new
    raise DomainError("没有可更正的转接。", code="no_transfer")
