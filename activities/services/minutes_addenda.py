"""What is added to signed minutes: never a changed word, always one more entry with its day and name (MT-12)."""

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.models import MinutesAddendum, RecordSheet
from activities.services.notifying import Message, queue
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def add(record: RecordSheet, *, by: User, text: str) -> MinutesAddendum:
    """One more entry behind the minutes; chair and recorder hear of it. The same words again are the same entry."""
    record = lock(record)
    require(record.signed_at is not None, "会议记录还没有签完字，请直接修改。", code="not_signed")
    text = text.replace("\r\n", "\n").strip()
    require(text, "请写明补充什么。", field="text")
    last = record.minutes_addenda.order_by("number").last()
    if last is not None and last.text == text and last.by_id == by.pk:
        return last
    addendum = MinutesAddendum.objects.create(
        record=record,
        number=last.number + 1 if last is not None else 1,
        text=text,
        added_at=clock.now(),
        by=by,
    )
    journal(record, "add_addendum", by=by, reason=text[:200], after=record.state)
    _tell_signers(record, addendum, by)
    return addendum


def _tell_signers(record: RecordSheet, addendum: MinutesAddendum, by: User) -> None:
    signers = record.signatures.filter(member__user__isnull=False).values_list("member__user", flat=True)
    people = set(signers) - {by.pk}
    message = Message(
        occasion=f"minutes-addendum:{addendum.pk}",
        kind=NoticeKind.REMINDER,
        subject=f"会议记录有补充：{record.activity.theme}"[:120],
        body=addendum.text[:300],
        link=reverse("my_minutes", args=[record.pk]),
    )
    queue(people, message, activity=record.activity)
