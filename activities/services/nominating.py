"""Putting an 优秀 member forward by the seven criteria, in view of the branch (DA-11, PB-02)."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from activities.choices_life import AppraisalState, Decided, ExcellentCriterion, NoticeScope
from activities.models import AppraisalPerson, ExcellentNomination, NominationObjection
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def nominate(
    person: AppraisalPerson,
    *,
    by: User,
    remarks: Mapping[str, str],
    shown_from: date,
    shown_to: date,
    scope: str = NoticeScope.BRANCH,
) -> ExcellentNomination:
    """A remark on each criterion, and from when until when it is shown; written again it replaces the former."""
    lock(person.appraisal)
    person = lock(person)
    fits = person.grade == Decided.OUTSTANDING and person.appraisal.state == AppraisalState.PUBLISHED
    require(fits, "评定为优秀并已反馈的党员才能推荐。", code="wrong_state")
    for criterion in ExcellentCriterion:
        require(remarks.get(criterion, "").strip(), f"“{criterion.label}”还没有写。", field=criterion.value)
    require(shown_to >= shown_from, "公示结束不能早于开始。", field="shown_to")
    require(shown_to >= clock.today(), "公示不能在今天以前就结束。", field="shown_to")
    require(scope in NoticeScope.values, "请选公示范围。", field="scope")
    kept = {criterion.value: remarks[criterion].strip() for criterion in ExcellentCriterion}
    nomination, _ = ExcellentNomination.objects.update_or_create(
        person=person,
        defaults={
            "remarks": kept,
            "shown_from": shown_from,
            "shown_to": shown_to,
            "scope": scope,
            "nominated_by": by,
        },
    )
    journal(nomination, "nominate", by=by, reason=f"公示{shown_from}至{shown_to}")
    return nomination


@transaction.atomic
def withdraw(nomination: ExcellentNomination, *, by: User, reason: str) -> None:
    nomination = lock(nomination)
    require(reason.strip(), "请写明撤回的原因。", field="reason")
    journal(nomination, "withdraw", by=by, reason=reason.strip())
    nomination.delete()


@transaction.atomic
def object_to(nomination: ExcellentNomination, member: Member, *, text: str) -> NominationObjection:
    """A member of the branch says something against it while it is shown; said again it replaces the former."""
    nomination = lock(nomination)
    today = clock.today()
    require(
        nomination.shown_from <= today <= nomination.shown_to,
        f"公示期是{clock.long_date(nomination.shown_from)}至{clock.long_date(nomination.shown_to)}，现在不在公示期内。",
        code="not_shown",
    )
    require(text.strip(), "请写是什么异议。", field="text")
    objection, _ = NominationObjection.objects.update_or_create(
        nomination=nomination,
        member=member,
        defaults={"text": text.strip(), "said_on": today, "answer": "", "answered_by": None},
    )
    journal(nomination, "object", by=None)  # who objected stands with the objection, which fewer may read
    return objection


@transaction.atomic
def answer(objection: NominationObjection, *, by: User, text: str) -> NominationObjection:
    """What came of looking into it."""
    objection = lock(objection)
    require(text.strip(), "请写核查结果。", field="answer")
    objection.answer, objection.answered_by = text.strip(), by
    save(objection, "answer", "answered_by")
    journal(objection.nomination, "answer", by=by)
    return objection
