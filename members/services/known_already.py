"""Whoever is on a roster already is not entered a second time, by whichever branch at the same moment (E-13)."""

from branches.models import Organization
from members.models import Member, MembershipSpell, PersonalFile
from members.rules.id_numbers import read_id_number
from partywork.common.errors import DomainError
from partywork.common.verbs import hold, require

# Whoever enrols by hand shares it; who compares a whole file with everybody holds it from before the comparing.
ENROLLING = "enrolling"


def require_nobody_same(branch: Organization, member: Member) -> None:
    """One person entered twice, here or in two branches (E-13), is found by name, sex and date."""
    hold("enrol", member.name, member.sex, member.joined_on)
    same = {"member__name": member.name, "member__sex": member.sex, "member__joined_on": member.joined_on}
    running = MembershipSpell.objects.filter(period__endswith__isnull=True, **same)
    where = set(running.values_list("branch_id", flat=True))
    require(
        branch.pk not in where,
        f"本支部已有{member.name}，性别和入党日期都相同。",
        field="name",
        code="same_person",
    )
    require(
        not where,
        f"别的党支部有一位{member.name}，性别和入党日期都相同。转来的请由原支部办组织关系转接。",
        field="name",
        code="same_person",
    )


def require_unknown(branch: Organization, typed: str) -> None:
    """Whose ID number it is already: of nobody, or it is said where he is to be looked for, without his name."""
    try:
        number = read_id_number(typed).text if typed else ""
    except ValueError:
        return  # said in full where the number is written
    files = PersonalFile.objects.with_id_number(number)
    running = MembershipSpell.objects.filter(member__file__in=files, period__endswith__isnull=True).first()
    if running is None:
        return
    here = running.branch_id == branch.pk
    after = "不用再登记" if here else "转来的请由原支部办组织关系转接"
    raise DomainError(
        f"这个身份证号的党员已在{'本支部' if here else '别的党支部'}，{after}。",
        field="id_number",
        code="same_person",
    )
