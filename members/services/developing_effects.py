"""What a step does besides being written down: contacts named, a member enrolled, probation ended (DV-05..DV-22)."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.models import AbstractBaseUser

from branches.models import PartyGroup
from members.choices import SpellEnd, Standing
from members.choices_development import ContactRole, Conversion, StepOutcome
from members.models import Development, DevelopmentContact, DevelopmentStep, Member, MembershipSpell
from members.reports.development_surroundings import sponsors_remark
from members.rules.admission_vote import ADMISSION_REGULATIONS as FZ
from members.rules.development import BY_REVIEW
from members.rules.development_facts import (
    Approval,
    ConversionMeeting,
    Grouped,
    People,
    StepFacts,
)
from members.rules.development_path import WayFacts, conversion_of
from members.rules.facts import MemberFacts
from members.services import enrolling
from members.states_development import DEVELOPMENT
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require, save

CONTACTS, INTRODUCERS = "contacts", "introducers"
ROLES = {CONTACTS: ContactRole.CONTACT, INTRODUCERS: ContactRole.INTRODUCER}


def completed(held: Development, key: str, day: date, facts: StepFacts) -> StepFacts:
    """The facts with the names of the day in them; refused where the people named may not do it (DV-05, DV-10)."""
    if isinstance(facts, People):
        return _people(held, key, day, facts)
    if isinstance(facts, Grouped) and facts.group is not None:
        group = PartyGroup.objects.filter(pk=facts.group, branch=held.branch, dissolved_on=None).first()
        if group is None:
            raise DomainError("这个党小组不在本支部，请另选。", field="group")
        return replace(facts, group_name=group.name)
    return facts


def outcome_of(facts: StepFacts) -> StepOutcome:
    if isinstance(facts, ConversionMeeting) and facts.decision == Conversion.POSTPONE:
        return StepOutcome.POSTPONED
    return StepOutcome.DONE if facts.passes else StepOutcome.FAILED


def follow(
    held: Development, row: DevelopmentStep, facts: StepFacts, way: WayFacts, *, by: AbstractBaseUser
) -> None:
    """Once the row stands: what it brings about."""
    if isinstance(facts, People):
        _name(held, row, facts)
    elif row.key == "admitted":
        _follow_meeting(held, row, by=by)
    elif row.key == "approved":
        _follow_approval(held, row, way, by=by)
    elif isinstance(facts, Grouped):
        _follow_grouping(held, row, facts, by=by)
    elif isinstance(facts, ConversionMeeting):
        _follow_conversion_meeting(held, row, facts, way)
    elif isinstance(facts, Approval):
        _follow_conversion(held, row, way, by=by)
    elif row.key == "archived":
        advance(held, DEVELOPMENT, "finish", by=by)


def undo(held: Development, row: DevelopmentStep) -> None:
    """The row no longer stands: whoever it named no longer accompanies, the review it came from does not count."""
    if row.key in BY_REVIEW:
        held.reviews.of_step(row.key).filter(on=row.done_on).update(withdrawn_why=row.why)
    role = ROLES.get(row.key)
    if role is not None:
        held.contacts.filter(role=role, until=None).delete()


def require_correctable(held: Development, row: DevelopmentStep) -> None:
    """An approval that has made a member, or full, cannot be written differently here (MEM-23)."""
    acted = row.key in ("approved", "conversion_approved") and row.is_done and held.member_id is not None
    said = f"{held.name}已按这次审批编入名册，日期和结论不能在这里更正；请在党员页面更正，并写明依据。"
    require(not acted, said, code="acted_on")


def _people(held: Development, key: str, day: date, facts: People) -> People:
    least, most = (1, 2) if key == CONTACTS else (2, 2)
    what, rule = ("培养联系人", "第九条") if key == CONTACTS else ("入党介绍人", "第十四条")
    ids = tuple(dict.fromkeys(facts.members))
    number = f"{least}至{most}名" if least < most else f"{most}名"
    said = f"{what}要{number}正式党员，现在选了{len(ids)}名（{FZ}{rule}）。"
    require(least <= len(ids) <= most, said, field="members", code="blocked")
    people = list(Member.objects.filter(pk__in=ids).in_branch_on(held.branch, day).by_name())
    require(len(people) == len(ids), f"{what}要在本支部名册上，请重新选择。", field="members", code="blocked")
    for person in people:
        full = person.standing_on(day) == Standing.FULL
        required = f"{person.name}{day:%Y-%m-%d}还是预备党员，不能作{what}（{FZ}{rule}）。"
        require(full, required, field="members", code="blocked")
    if key != CONTACTS:
        remark = sponsors_remark(people, day)
        require(remark is None, remark.sentence if remark else "", field="members", code="blocked")
    return People(members=tuple(person.pk for person in people), names=tuple(each.name for each in people))


def _name(held: Development, row: DevelopmentStep, facts: People) -> None:
    role = ROLES[row.key]
    held.contacts.filter(role=role, until=None, since__lt=row.done_on).update(until=row.done_on)
    held.contacts.filter(role=role, until=None).delete()
    DevelopmentContact.objects.bulk_create(
        DevelopmentContact(development=held, member_id=pk, role=role, since=row.done_on)
        for pk in facts.members
    )


def _follow_meeting(held: Development, row: DevelopmentStep, *, by: AbstractBaseUser) -> None:
    """A corrected meeting day of somebody enrolled already is the day of joining too (MEM-04)."""
    if held.member is None:
        return
    require(row.is_done, "已经批准并编入名册，大会的结论不能更正为没有通过。", field="in_favour")
    member = lock(held.member)
    before, member.joined_on = member.joined_on, row.done_on
    save(member, "joined_on")
    journal(member, "correct", by=by, reason=f"支部大会日期更正：{before}改为{row.done_on}")


def _follow_approval(held: Development, row: DevelopmentStep, way: WayFacts, *, by: AbstractBaseUser) -> None:
    """Approved: a probationary member from that day on, who joined on the day of the meeting (MEM-23, E-06)."""
    if not row.is_done:
        advance(held, DEVELOPMENT, "refuse", by=by, reason=f"{row.done_on:%Y-%m-%d}上级未批准")
        return
    joined = way.done["admitted"]
    member = _on_the_roster(held, joined)
    if member is None:
        facts = MemberFacts(name=held.name, sex=held.sex, joined_on=joined, full_on=None, phone="")
        member = enrolling.enrol(held.branch, facts, since=row.done_on, by=by)
    held.member = member
    save(held, "member")


def _on_the_roster(held: Development, joined: date) -> Member | None:
    """The same person, entered in the roster before: taken over, not entered twice."""
    running = MembershipSpell.objects.filter(branch=held.branch, period__endswith__isnull=True)
    same = Member.objects.filter(
        pk__in=running.values("member_id"), name=held.name, sex=held.sex, development=None
    )
    member = same.filter(joined_on=joined).first()
    if member is None:
        other = same.filter(full_on=None).first()
        if other is not None:
            raise DomainError(
                f"名册上已有预备党员{held.name}，入党日期{other.joined_on:%Y-%m-%d}，"
                f"和支部大会日期{joined:%Y-%m-%d}不同；请先核对，更正其中一个。",
                field="day",
                code="same_person",
            )
    return member


def _follow_grouping(
    held: Development, row: DevelopmentStep, facts: Grouped, *, by: AbstractBaseUser
) -> None:
    if held.member is None:
        return
    group = PartyGroup.objects.filter(pk=facts.group).first() if facts.group else None
    if group is not None:
        enrolling.change_group(held.member, group, day=row.done_on, by=by)


def _follow_conversion_meeting(
    held: Development, row: DevelopmentStep, facts: ConversionMeeting, way: WayFacts
) -> None:
    """Decided for full membership: whether the vote begins with it is the committee's to set (E-05)."""
    if held.member is None or held.member.full_on is not None:
        return
    if row.is_done and facts.decision == Conversion.CONFIRM and way.probation_until is not None:
        enrolling.vote_after_meeting(held.member, full_on=way.probation_until, meeting_on=row.done_on)
    else:
        enrolling.withdraw_vote(held.member)


def _follow_conversion(
    held: Development, row: DevelopmentStep, way: WayFacts, *, by: AbstractBaseUser
) -> None:
    """The superior's word on what the meeting decided: full, extended once, or no longer a member (DV-21, DV-22)."""
    meeting, until, member = conversion_of(way), way.probation_until, held.member
    if meeting is None or until is None or member is None:
        raise DomainError("没有支部大会的决议，不能登记审批。", code="blocked")
    if not row.is_done:
        _settle(held, ("conversion_decided",), "上级未批准，须重新讨论")
        enrolling.withdraw_vote(member)
    elif meeting.decision == Conversion.CONFIRM:
        met = way.done.get("conversion_decided")
        enrolling.become_full(member, full_on=until, approved_on=row.done_on, meeting_on=met, by=by)
    elif meeting.decision == Conversion.EXTEND:
        held.extended_months = meeting.months
        save(held, "extended_months")
        keys = ("conversion_asked", "conversion_decided", "conversion_approved")
        _settle(held, keys, f"经批准延长预备期{meeting.months}个月")
    else:
        # First what was decided, then the departure that follows from it; the cause stands with the decision (E-52).
        advance(held, DEVELOPMENT, "annul", by=by, reason=meeting.cause)
        enrolling.leave_branch(member, day=row.done_on, ended_by=SpellEnd.EXPELLED, by=by)


def _settle(held: Development, keys: tuple[str, ...], why: str) -> None:
    rows = held.steps.filter(key__in=keys, outcome=StepOutcome.DONE)
    rows.update(outcome=StepOutcome.SETTLED, why=why)
