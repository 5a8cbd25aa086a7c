"""Overdue sheets, told of in steps: the secretary, the leadership of the branch, the committee's list (C10)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from activities.choices import EscalationStep, NoticeKind, RecordState
from activities.models import Escalation, RecordSheet
from activities.reports.overdue import OverdueSheet, overdue_sheets, rounds_before
from activities.rules.escalation import Step, overdue_at, step_due
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders, superior_of
from activities.services.notifying import Message, queue
from branches.reports.parameters import in_force_many
from members.access import Capability, access_of
from members.choices import Post
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require

LEADERS = (
    *FILING_POSTS,
    Post.ORGANIZATION_MEMBER,
    Post.PUBLICITY_MEMBER,
    Post.DISCIPLINE_MEMBER,
    Post.COMMITTEE_MEMBER,
)
DAYS = {
    Step.SECRETARY: "es.secretary_days",
    Step.LEADERS: "es.leaders_days",
    Step.COMMITTEE: "es.committee_days",
}


def escalate_all(moment: datetime) -> int:
    """Every morning, sheet by sheet: the step of the day, each said once. Answers how many steps were taken."""
    overdue = [sheet for sheet in overdue_sheets(moment) if EscalationStep.COMMITTEE not in sheet.said]
    limits = in_force_many({sheet.record.activity.branch for sheet in overdue}, clock.local_day(moment))
    taken = 0
    for sheet in overdue:
        values = limits[sheet.record.activity.branch_id]
        days = {step: int(values[key]) for step, key in DAYS.items()}
        step = step_due(overdue_at(sheet.due_at, moment), days)
        if step is not None and step not in sheet.said:
            taken += _take(sheet, EscalationStep(step))
    return taken


@transaction.atomic
def note_call(record: RecordSheet, *, by: User, note: str) -> Escalation:
    """An official of the direct superior telephoned; what came of it stays with the sheet."""
    record = lock(record)
    superior = superior_of(record.activity.branch)
    require(
        access_of(by).may(Capability.ANSWER, superior), f"由{superior.called}联系。", code="not_addressee"
    )
    owed = record.state in (RecordState.DRAFT, RecordState.RETURNED) and record.due_at <= clock.now()
    require(owed, "这张表已经报送，不用再催。", code="wrong_state")
    require(note.strip(), "请写一句联系的情况。", field="note")
    row = Escalation.objects.create(
        record=record,
        round_number=rounds_before(record),
        step=EscalationStep.CALL,
        note=note.strip(),
        said_at=clock.now(),
        said_by=by,
    )
    journal(record, "note_call", by=by, reason=row.note, after=record.state)
    return row


@transaction.atomic
def _take(sheet: OverdueSheet, step: EscalationStep) -> bool:
    _, is_new = Escalation.objects.get_or_create(
        record=sheet.record,
        round_number=sheet.rounds,
        step=step,
        defaults={"said_at": clock.now()},
    )
    if is_new:
        _tell(sheet, step)
    return is_new


def _tell(sheet: OverdueSheet, step: EscalationStep) -> None:
    record = sheet.record
    branch = record.activity.branch
    month = f"{record.activity.for_month}月纪实表"
    subject = f"{month}还没有报，已超时限"
    people = holders(branch, FILING_POSTS)
    if step == EscalationStep.LEADERS:
        people, subject = holders(branch, LEADERS), f"请支委会督促：{subject}"
    elif step == EscalationStep.COMMITTEE:
        people, subject = holders(superior_of(branch), REVIEW_POSTS), f"{branch.called}{subject}"
    message = Message(
        occasion=f"overdue:{step}:{record.pk}:{sheet.rounds}",
        kind=NoticeKind.REMINDER,
        subject=subject[:120],
        body=f"应在{clock.due_text(sheet.due_at)}前报送：{record.activity.theme}。",
        link=reverse("record_detail", args=[record.pk]),
    )
    queue(people, message, activity=record.activity)
