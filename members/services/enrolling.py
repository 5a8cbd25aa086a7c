"""Into a branch, corrected, into a group, out of it: every step dated (MEM-03, MEM-20, E-01..E-06)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization, PartyGroup
from branches.reports.parameters import in_force
from members.choices import SpellEnd
from members.choices_standing import PRIVATE_ENDS
from members.models import Member, MembershipSpell, PersonalFile
from members.rules.facts import MemberFacts
from members.rules.voting_right import APPROVAL, votes_from
from members.services.appointing import end_posts
from members.services.developing_moves import end_with_membership
from members.services.dues_moving import follow_departure
from members.services.known_already import ENROLLING, require_nobody_same, require_unknown
from members.services.letter_closing import void_all_open
from members.services.letting_go import let_go
from members.services.member_facts import fill_member
from members.services.personal_files import fill, free_phone, keep
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require, save, share

__all__ = [
    "MemberFacts",
    "become_full",
    "change_group",
    "enrol",
    "leave_branch",
    "running_spell",
    "split_spell",
]


@transaction.atomic
def enrol(
    branch: Organization,
    facts: MemberFacts,
    *,
    since: date,
    group: PartyGroup | None = None,
    by: AbstractBaseUser | None,
    another_person: bool = False,
) -> Member:
    """A member of the branch from `since` on. Whoever still awaits approval is not enrolled yet (E-06).

    Somebody of the same name, sex and date is taken for the same person entered twice, unless
    `another_person` says otherwise; with an ID number that is known nobody is entered a second time (E-13).
    """
    share(ENROLLING)
    require(branch.is_branch, "党员编在党支部里，请选择党支部。", field="branch")
    _require_open(branch, since, field="since")
    require(since <= clock.today(), "编入日期不能晚于今天。", field="since")
    require(since >= facts.joined_on, "编入日期早于入党日期。", field="since")
    _require_group(branch, group)
    lock(branch)
    member = Member()
    fill_member(member, facts)
    if not another_person:
        require_nobody_same(branch, member)
    require_unknown(branch, facts.id_number)
    file = PersonalFile(phone=free_phone(facts.phone or "", None))
    fill(file, {"id_number": facts.id_number})
    member.save()
    if file.phone or file.id_number:
        file.member = member
        keep(file)
    MembershipSpell.objects.create(member=member, branch=branch, group=group, period=DateRange(since, None))
    journal(member, "enrol", by=by, after=branch.called[:30])
    return member


@transaction.atomic
def become_full(
    member: Member,
    *,
    full_on: date,
    approved_on: date,
    meeting_on: date | None = None,
    by: AbstractBaseUser | None,
) -> Member:
    """The superior has approved: the years in the Party count from the end of probation (MEM-04, DV-22).

    The vote begins with the approval, or with the meeting where the committee has set it so (E-05).
    """
    held = lock(member)
    require(
        held.full_on in (None, full_on),
        f"{held.name}的转正日期已登记为{held.full_on}，和预备期满的{full_on}不同，请先更正。",
        field="day",
    )
    held.full_on = full_on
    held.votes_from = _vote_begins(held, full_on, meeting_on=meeting_on, approved_on=approved_on)
    save(held, "full_on", "votes_from")
    journal(held, "become_full", by=by, after=str(full_on), reason=f"{approved_on:%Y-%m-%d}上级批准")
    return held


@transaction.atomic
def vote_after_meeting(member: Member, *, full_on: date, meeting_on: date) -> Member:
    """The branch meeting has decided for full membership: a vote from then on, where the committee says so (E-05)."""
    held = lock(member)
    begins = _vote_begins(held, full_on, meeting_on=meeting_on, approved_on=None)
    if begins != held.votes_from:
        held.votes_from = begins
        save(held, "votes_from")
    return held


def withdraw_vote(member: Member) -> None:
    """The decision of the meeting does not stand: a probationary member without a vote."""
    held = lock(member)
    if held.full_on is None and held.votes_from is not None:
        held.votes_from = None
        save(held, "votes_from")


def _vote_begins(
    member: Member, full_on: date, *, meeting_on: date | None, approved_on: date | None
) -> date | None:
    """By what the committee had set on the day of the meeting."""
    day = meeting_on or approved_on or clock.today()
    branch = member.branch_on(day) or member.branch_on(clock.today())
    choice = str(in_force(branch, day)["mem.votes_from"]) if branch else APPROVAL
    return votes_from(choice, full_on=full_on, meeting_on=meeting_on, approved_on=approved_on)


@transaction.atomic
def change_group(
    member: Member, group: PartyGroup | None, *, day: date, by: AbstractBaseUser | None
) -> MembershipSpell:
    """From `day` on in this Party group (or in none); on earlier days the earlier group stands (ORG-12)."""
    spell = running_spell(lock(member), day)
    if spell.group_id == (group.pk if group else None):
        return spell
    _require_group(spell.branch, group)
    before = spell.group.name if spell.group else ""
    if spell.period.lower == day:
        spell.group = group
        spell.save(update_fields=["group"])
    else:
        spell = split_spell(spell, day, branch=spell.branch, group=group, ended_by="")
    journal(
        member, "change_group", by=by, before=before[:30], after=group.name[:30] if group else "不编入小组"
    )
    return spell


@transaction.atomic
def leave_branch(
    member: Member, *, day: date, ended_by: str, by: AbstractBaseUser | None, reason: str = ""
) -> MembershipSpell:
    """Not in the branch from `day` on; counted until the day before (E-02). Posts there end with it."""
    require(day <= clock.today(), "日期不能晚于今天。", field="day")
    spell = running_spell(lock(member), day)
    require(day > spell.period.lower, "离开日期要晚于编入日期。", field="day")
    spell.period = DateRange(spell.period.lower, day)
    spell.ended_by = ended_by
    spell.save(update_fields=["period", "ended_by"])
    save(spell.member)
    end_posts(member, spell.branch, day=day, by=by)
    follow_departure(member, spell.branch, day, ended_by, by=by)
    void_all_open(member, by=by, reason="党员已离开本支部")
    end_with_membership(member, by=by, why="已离开本支部")
    let_go(member, spell.branch, day, ended_by=ended_by, by=by)
    journal(
        member,
        "leave_branch",
        by=by,
        reason=reason,
        before=spell.branch.called[:30],
        # What was decided about somebody stands with the decision, which not everybody may read (E-52).
        after="离开" if ended_by in PRIVATE_ENDS else str(SpellEnd(ended_by).label),
    )
    return spell


def running_spell(member: Member, day: date) -> MembershipSpell:
    """The open-ended spell of the member that holds on `day`, locked; DomainError when there is none."""
    spells = MembershipSpell.objects.select_for_update(of=("self",), no_key=True).select_related(
        "branch", "group"
    )
    spell: MembershipSpell | None = spells.filter(member=member, period__endswith__isnull=True).first()
    if spell is None:
        raise DomainError(f"{member.name}现在不在任何党支部。", code="not_in_branch")
    require(
        day >= spell.period.lower,
        f"{member.name}{clock.long_date(spell.period.lower)}才编入本支部，日期不能比它早。",
        field="day",
    )
    return spell


def split_spell(
    spell: MembershipSpell, day: date, *, branch: Organization, group: PartyGroup | None, ended_by: str
) -> MembershipSpell:
    """End the spell the day before and begin the next on `day`: no day without, no day twice (E-03)."""
    spell.period = DateRange(spell.period.lower, day)
    spell.ended_by = ended_by
    spell.save(update_fields=["period", "ended_by"])
    save(spell.member)
    return MembershipSpell.objects.create(
        member=spell.member, branch=branch, group=group, period=DateRange(day, None)
    )


def _require_open(branch: Organization, day: date, *, field: str) -> None:
    require(branch.is_active_on(day), f"“{branch.name}”那天还没有成立或已经撤销。", field=field)


def _require_group(branch: Organization, group: PartyGroup | None) -> None:
    if group is not None:
        fits = group.branch_id == branch.pk and group.dissolved_on is None
        require(fits, "请选择本支部现有的党小组。", field="group")
