"""Name, sex and the dates of the Party: what is kept about a member beside the file, corrected (MEM-04, PI-01)."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from members.models import Member
from members.reports.personal_file import file_of
from members.rules.facts import MemberFacts
from members.rules.names import initials, name_key, tidy_name
from members.services.personal_files import corrected, free_phone, keep
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def correct(member: Member, facts: MemberFacts, *, by: AbstractBaseUser | None, reason: str = "") -> Member:
    """The data as they should have been from the start; what was filed before keeps its own wording."""
    held = lock(member)
    changed = fill_member(held, facts)
    if facts.phone is not None:
        changed += _write_phone(held, facts.phone)
    if not changed:
        return held
    held.save()
    journal(held, "correct", by=by, reason=corrected(changed, reason))
    return held


def fill_member(member: Member, facts: MemberFacts) -> list[str]:
    """Set the facts on the row without saving it. The words of what changed; DomainError where one cannot be so."""
    before = _seen(member)
    name = tidy_name(facts.name)
    require(name, "请填写姓名。", field="name")
    require(facts.joined_on <= clock.today(), "入党日期不能晚于今天。", field="joined_on")
    require(
        facts.full_on is None or facts.full_on >= facts.joined_on,
        "转正日期早于入党日期，请核对两个日期。",
        field="full_on",
    )
    member.name, member.name_key, member.initials = name, name_key(name), initials(name)
    if member.full_on != facts.full_on:
        member.votes_from = None  # corrected by hand: full membership alone decides
    member.sex, member.joined_on, member.full_on = facts.sex, facts.joined_on, facts.full_on
    return [label for label, value in _seen(member).items() if value != before[label]]


def _write_phone(member: Member, typed: str) -> list[str]:
    file = file_of(member)
    phone = free_phone(typed, member.pk)
    if phone == file.phone:
        return []
    file.phone, file.contacts_removed_on = phone, None
    keep(file)
    return ["手机"]


def _seen(member: Member) -> dict[str, object]:
    return {
        "姓名": member.name,
        "性别": member.sex,
        "入党日期": member.joined_on,
        "转正日期": member.full_on,
    }
