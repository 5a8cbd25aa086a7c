"""The lock after the deadline, and the superior's key to it (S29, C11)."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import RecordSheet, SheetUnlock
from activities.reports.overdue import lock_of
from activities.services.filing import FILING_POSTS, REVIEW_POSTS, holders, superior_of
from activities.services.notifying import Message, queue
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.deadlines import answer_deadline
from members.access import Capability, access_of
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


def require_unlocked(record: RecordSheet) -> None:
    """Whoever writes or hands in a sheet long overdue first needs the superior's unlocking."""
    state = lock_of(record)
    require(
        not state.is_locked,
        "已过报送时限并锁定，请上级写明理由解锁后再写、再报。",
        code="locked",
    )


@transaction.atomic
def ask_unlock(record: RecordSheet, *, by: User, reason: str) -> None:
    """The branch asks its superior; asking twice on one day is asking once."""
    record = lock(record)
    require(lock_of(record).is_locked, "这张表没有锁定，可以直接写、直接报。", code="wrong_state")
    require(reason.strip(), "请写明为什么没有按时报。", field="reason")
    branch = record.activity.branch
    message = Message(
        occasion=f"unlock-asked:{record.pk}:{clock.today():%Y%m%d}",
        kind=NoticeKind.FILING,
        subject=f"{branch.called}请求解锁{record.activity.for_month}月纪实表"[:120],
        body=reason.strip(),
        link=reverse("record_detail", args=[record.pk]),
    )
    queue(holders(superior_of(branch), REVIEW_POSTS), message, activity=record.activity)
    journal(record, "ask_unlock", by=by, reason=reason.strip(), after=record.state)


@transaction.atomic
def unlock(record: RecordSheet, *, by: User, reason: str) -> SheetUnlock:
    """The direct superior opens it for so many workdays (`rc.unlock_workdays`); the reason stays with the sheet."""
    record = lock(record)
    branch = record.activity.branch
    superior = superior_of(branch)
    may = access_of(by).may(Capability.ANSWER, superior)
    require(may, f"由{superior.called}解锁。", code="not_addressee")
    require(lock_of(record).is_locked, "这张表没有锁定。", code="wrong_state")
    require(reason.strip(), "请写明解锁的理由。", field="reason")
    row = SheetUnlock.objects.create(
        record=record,
        reason=reason.strip(),
        until=_until(superior, clock.now()),
        opened_at=clock.now(),
        opened_by=by,
    )
    journal(record, "unlock", by=by, reason=row.reason, after=record.state)
    message = Message(
        occasion=f"unlocked:{row.pk}",
        kind=NoticeKind.REVIEW,
        subject=f"{record.activity.for_month}月纪实表已解锁",
        body=f"{clock.due_text(row.until)}前可以写、可以报。理由：{row.reason}",
        link=reverse("record_detail", args=[record.pk]),
    )
    queue(holders(branch, FILING_POSTS), message, activity=record.activity)
    return row


def _until(superior: Organization, now: datetime) -> datetime:
    workdays = int(in_force(superior, clock.local_day(now))["rc.unlock_workdays"])
    return answer_deadline(now, workdays, office_calendar()).due
