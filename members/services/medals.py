"""The medal for fifty years in the Party: given out by people, or put off with a reason (CA-05, F-30)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.models import Member, PartyAgeProof, SemicentennialMedal
from members.rules.party_age import is_due
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def give_medal(
    member: Member, branch: Organization, *, year: int, on: date, vouched: bool, by: AbstractBaseUser
) -> SemicentennialMedal:
    """Only on confirmed dates, and only where a person vouches for the conduct: no machine judges that."""
    held = lock(member)
    proof = PartyAgeProof.objects.filter(member=held).first()
    counts = proof.counts_from if proof else None
    require(counts, "党龄还没有按入党志愿书核对，先核对再颁发。", code="not_confirmed")
    assert counts is not None
    require(is_due(counts, year), f"到{year}年7月1日党龄不满50年。", field="on", code="too_early")
    require(vouched, "请由支部确认一贯表现良好。", field="vouched")
    require(on <= clock.today(), "颁发日期晚于今天。", field="on")
    require(on.year == year, f"这是{year}年的名单，颁发日期应在{year}年。", field="on")
    return _noted(held, branch, year, by, issued_on=on, put_off="")


@transaction.atomic
def put_medal_off(
    member: Member, branch: Organization, *, year: int, why: str, by: AbstractBaseUser
) -> SemicentennialMedal:
    held = lock(member)
    require(why.strip(), "请写暂缓颁发的原因。", field="why")
    return _noted(held, branch, year, by, issued_on=None, put_off=why.strip())


def _noted(
    member: Member,
    branch: Organization,
    year: int,
    by: AbstractBaseUser,
    *,
    issued_on: date | None,
    put_off: str,
) -> SemicentennialMedal:
    medal = SemicentennialMedal.objects.filter(member=member).first()
    if medal is not None and medal.issued_on is not None:
        same = issued_on == medal.issued_on
        require(same, f"{member.name}的纪念章{medal.issued_on}已经颁发。", code="given")
        return medal
    medal = medal or SemicentennialMedal(member=member)
    medal.branch, medal.year, medal.entered_by_id = branch, year, by.pk
    medal.issued_on, medal.put_off = issued_on, put_off
    medal.save()
    # Why it was put off stands on the row alone: the journal is kept for years (PI-14).
    journal(
        member,
        "give_medal" if issued_on else "put_medal_off",
        by=by,
        after=str(issued_on or ""),
    )
    return medal
