"""From the ballot of a branch meeting to the person's way: the numbers as they were counted (DV-16, DV-22, V-ADM)."""

from typing import Any

from django.db import transaction

from activities.choices_votes import AdmissionStep
from activities.models import Ballot, DevelopmentBallot
from members.choices_development import Conversion
from members.models import Development, DevelopmentStep, Member, User
from members.rules.development_facts import ConversionMeeting, Meeting
from members.services.developing import Taken, take_step
from partywork.common.verbs import lock, require, save

DECISIONS = {
    AdmissionStep.CONFIRM: Conversion.CONFIRM,
    AdmissionStep.EXTEND: Conversion.EXTEND,
    AdmissionStep.CANCEL: Conversion.CANCEL,
}


def name_subject(
    ballot: Ballot, development: Development | None, member: Member | None, repeats: Ballot | None
) -> None:
    """The ballot is about this way; a probationary member brings the own one, a repeated ballot that of the first."""
    before = DevelopmentBallot.objects.filter(ballot=repeats).first() if repeats is not None else None
    if development is None and before is not None:
        development = before.development
    if development is None and member is not None:
        development = Development.objects.open().filter(member=member).first()
    if development is not None:
        DevelopmentBallot.objects.create(ballot=ballot, development=development)


@transaction.atomic
def hand_down(
    ballot: Ballot,
    *,
    by: User,
    months: int = 0,
    heard: tuple[str, ...] = (),
    cause: str = "",
    reason: str = "",
) -> DevelopmentStep:
    """The closed ballot's numbers become the step of the meeting; judged again by the same rule, once."""
    ballot = lock(ballot)
    about = DevelopmentBallot.objects.select_related("development").filter(ballot=ballot).first()
    require(about, "这次表决没有对应的发展过程，请在发展党员页面登记。", code="no_subject")
    assert about is not None
    require(ballot.has_result, "表决还没有结束，没有票数可以记入。", code="not_closed")
    require(about.row_id is None, f"这次表决已经记入{about.development}的纪实表。", code="done_already")
    counted: dict[str, Any] = {
        "expected": ballot.expected,
        "present": ballot.present,
        "in_favour": ballot.in_favour or 0,
        "against": ballot.against or 0,
        "abstained": ballot.abstained or 0,
        "void": ballot.void or 0,
        "written": ballot.written,
    }
    if ballot.step == AdmissionStep.ADMIT:
        key, facts = "admitted", Meeting(**counted)
    else:
        decision = DECISIONS[AdmissionStep(ballot.step)]
        key = "conversion_decided"
        facts = ConversionMeeting(**counted, decision=decision, months=months, heard=heard, cause=cause)
    taken = Taken(ballot.activity.day, facts, note=ballot.activity.theme[:200], reason=reason)
    row = take_step(about.development, key, taken, by=by)
    about.row = row
    save(about, "row")
    return row
