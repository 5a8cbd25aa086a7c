"""From one branch to another as one dated act: no day in neither, no day in both (E-01..E-04, MEM-07)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization, PartyGroup
from members.choices import SpellEnd
from members.models import Member, MembershipSpell
from members.services.appointing import end_posts
from members.services.dues_moving import follow_transfer
from members.services.enrolling import running_spell, split_spell
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
) -> MembershipSpell:
    """A member of `to` from `day` on, the day it accepts; until then of the old one (E-03)."""
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
    follow_transfer(held, old, to, day, by=by)
    journal(held, "transfer", by=by, reason=reason, before=old.called[:30], after=to.called[:30])
    return moved


@transaction.atomic
def correct_transfer_day(
    member: Member, day: date, *, by: AbstractBaseUser | None, reason: str
) -> MembershipSpell:
    """The acceptance was on another day (E-04): statistics follow, filed sheets keep what they froze."""
    require(reason.strip(), "请写明更正的理由。", field="reason")
    held = lock(member)
    spells = list(held.spells.select_for_update(of=("self",)).order_by("period"))
    if len(spells) < 2:
        raise DomainError("没有可更正的转接。", code="no_transfer")
    old, new = spells[-2:]
    require(
        new.period.upper is None and old.period.upper == new.period.lower,
        "最近一次变动不是转接，不能这样更正。",
        code="no_transfer",
    )
    require(day <= clock.today(), "接收日期不能晚于今天。", field="day")
    require(day > old.period.lower, "接收日期要晚于编入原支部的日期。", field="day")
    before = new.period.lower
    shrinking, growing = (new, old) if day > before else (old, new)
    for spell in (shrinking, growing):
        spell.period = DateRange(old.period.lower, day) if spell is old else DateRange(day, None)
        spell.save(update_fields=["period"])
    save(held)
    journal(held, "correct_transfer", by=by, reason=reason, before=str(before), after=str(day))
    return new
