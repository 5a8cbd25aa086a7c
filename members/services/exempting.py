"""Not taking part for a while: approved, dated, with a reason class and a contact (MEM-16, MEM-17, E-10)."""

import calendar
from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from branches.reports.parameters import in_force
from members.choices import ExemptionReason
from members.models import ExemptionSpell, Member
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def exempt(
    member: Member,
    *,
    reason: str,
    since: date,
    until: date,
    contact: Member | None,
    by: AbstractBaseUser,
) -> ExemptionSpell:
    """Exempt from `since` to `until`, both included. Health is a class, never a diagnosis (PI-02).

    Nobody brings papers to whoever is kept away by a decision: no contact is asked for there (E-52).
    """
    held = lock(member)
    branch = _branch(held, since)
    _require_span(branch, since, until)
    require(held.user_id != by.pk, "不能批准自己的豁免，请另一位有权的同志办理。", code="own_case")
    if contact is not None or reason != ExemptionReason.SUSPENDED:
        _require_contact(held, contact, branch, since)
    same = held.exemptions.filter(branch=branch, since=since, until=until, reason=reason).first()
    if same is not None:
        return same
    overlap = held.exemptions.filter(branch=branch, since__lte=until, until__gte=since).first()
    require(
        overlap is None,
        f"与已批准的豁免（{overlap.since} 至 {overlap.until}）重叠。" if overlap else "",
        field="since",
        code="overlap",
    )
    spell: ExemptionSpell = ExemptionSpell.objects.create(
        member=held,
        branch=branch,
        reason=reason,
        since=since,
        until=until,
        contact=contact,
        approved_by_id=by.pk,
    )
    journal(spell, "exempt", by=by, after=f"{since} 至 {until}")
    return spell


@transaction.atomic
def end_exemption(
    spell: ExemptionSpell, *, last_day: date, by: AbstractBaseUser | None
) -> ExemptionSpell | None:
    """Exempt until `last_day`, that day included, and no longer. None: it had not begun and is taken back."""
    held = lock(spell)
    require(
        last_day <= held.until,
        f"豁免原定到{clock.long_date(held.until)}，不能延后；请另办续期。",
        field="day",
    )
    if last_day == held.until:
        return held
    journal(held, "end_exemption", by=by, before=str(held.until), after=str(last_day))
    if last_day < held.since:
        held.delete()
        return None
    held.until = last_day
    save(held, "until")
    return held


def latest_end(since: date, months: int) -> date:
    """The last day of an exemption of so many months: from 1 March, 12 months end on the last of February."""
    total = since.year * 12 + since.month - 1 + months
    year, month = divmod(total, 12)
    day = min(since.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def _branch(member: Member, day: date) -> Organization:
    branch = member.branch_on(day)
    if branch is None:
        raise DomainError(f"{member.name}那天不在任何党支部。", field="since", code="not_in_branch")
    return branch


def _require_span(branch: Organization, since: date, until: date) -> None:
    require(until >= since, "结束日期早于开始日期。", field="until")
    months = in_force(branch, since)["mem.exempt_max_months"]
    limit = latest_end(since, months)
    require(
        until <= limit,
        f"一次豁免最长 {months} 个月，最晚到{clock.long_date(limit)}；到期可以续办。",
        field="until",
        code="too_long",
    )


def _require_contact(member: Member, contact: Member | None, branch: Organization, day: date) -> None:
    if contact is None:
        raise DomainError("请指定一名联系人，负责送学和听取意见。", field="contact", code="contact_needed")
    require(contact.pk != member.pk, "联系人要是另一名党员。", field="contact")
    same_branch = contact.spells.filter(branch=branch, period__contains=day).exists()
    require(same_branch, "联系人要在同一党支部。", field="contact")
