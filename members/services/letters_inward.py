"""Somebody comes with a letter from outside the system: enrolled on the day he reports, the letter kept with him."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization, PartyGroup
from branches.reports.parameters import in_force
from members.choices_letters import Direction, LetterState, Way
from members.models import TransferLetter
from members.rules.facts import MemberFacts
from members.rules.letters import Validity
from members.services.enrolling import enrol
from members.states_letters import LETTER
from partywork.common import clock
from partywork.common.verbs import advance, journal, require


@dataclass(frozen=True)
class OutsideLetter:
    """What the letter that he brings says."""

    source: str
    number: str
    issued_on: date
    days: int | None = None
    paid_until: date | None = None
    late_word: str = ""
    remark: str = ""


@transaction.atomic
def receive_from_outside(
    branch: Organization,
    facts: MemberFacts,
    brought: OutsideLetter,
    *,
    since: date,
    by: AbstractBaseUser | None,
    group: PartyGroup | None = None,
    another_person: bool = False,
) -> TransferLetter:
    """A member of the branch from `since` on, with the letter in the ledger and 党费交至 for the keeper (MEM-08)."""
    require(brought.source.strip(), "请填写从哪个党组织转来。", field="source")
    require(brought.issued_on <= since, "报到日期不能早于开具日期。", field="since")
    days = brought.days or in_force(branch, since)["mem.letter_days"]
    validity = Validity(brought.issued_on, days)
    late = validity.is_over(since)
    require(
        brought.late_word.strip() or not late,
        f"介绍信{clock.long_date(validity.last_day)}已过期，请写明为什么仍接收。",
        field="late_word",
        code="late",
    )
    member = enrol(branch, facts, since=since, group=group, by=by, another_person=another_person)
    letter: TransferLetter = TransferLetter.objects.create(
        branch=branch,
        direction=Direction.IN,
        member=member,
        source_name=brought.source.strip()[:120],
        target_name=branch.name_on(since)[:120],
        way=Way.LETTER,
        year=brought.issued_on.year,
        outside_number=brought.number.strip()[:40],
        standing=member.standing_on(since),
        issued_on=brought.issued_on,
        days=days,
        valid_until=validity.last_day,
        paid_until=brought.paid_until,
        remark=brought.remark.strip()[:200],
        state=LetterState.ISSUED,
        issued_by=None,
    )
    letter.accepted_on, letter.receipt_on = since, clock.today()
    letter.late_word = brought.late_word.strip()[:200] if late else ""
    letter.accepted_by_id = by.pk if by else None
    fields = ("accepted_on", "receipt_on", "late_word", "accepted_by")
    advance(letter, LETTER, "accept", by=by, reason=letter.late_word, fields=fields)
    journal(member, "come_from_outside", by=by, before=letter.source_name[:30], after=branch.called[:30])
    return letter
