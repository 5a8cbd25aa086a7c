"""Minutes that wait: for a signature within its days, for an addendum after a return (MT-11, MT-12)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from activities.choices import RecordState
from activities.models import RecordSheet
from activities.reports.todo_line import Todo, TodoPile, day_and_kind
from branches.models import Organization
from members.models import Member
from partywork.common import clock

SINGLY = 3  # so many overdue minutes have a line of their own


def unsigned_minutes(branch: Organization) -> TodoPile:
    """Of many that are overdue one line says how many they are."""
    rows = RecordSheet.objects.minutes().filter(
        activity__branch=branch, state__in=[RecordState.DRAFT, RecordState.RETURNED]
    )
    rows = rows.select_related("activity").prefetch_related("signatures__member").order_by("due_at")
    return TodoPile(rows, _unsigned)


def _unsigned(rows: QuerySet[RecordSheet]) -> Iterator[Todo]:
    waiting = list(rows)
    late = [row for row in waiting if row.state == RecordState.DRAFT and row.due_at < clock.now()]
    if len(late) > SINGLY:
        yield _many(late)
        waiting = [row for row in waiting if row not in late]
    for row in waiting:
        url = reverse("record_detail", args=[row.pk])
        about = f"{day_and_kind(row.activity)}记录"
        if row.state == RecordState.RETURNED:
            text = "上级退回了。签过字的内容不改，请写补充记录后再报。"
            yield Todo(f"补充 {about}", text, "去补充", url, None, "MT-12", "签字后只能补充")
            continue
        signed = "、".join(f"{mark.get_role_display()}{mark.member.name}" for mark in row.signatures.all())
        text = f"{signed}已签字，等另一位签字。" if signed else "写好后由主持人和记录人签字。"
        yield Todo(f"签字 {about}", text, "写记录、签字", url, row.due_at, "MT-12", "会议记录按时签字")


def _many(late: list[RecordSheet]) -> Todo:
    """Else a branch that begins in November finds its first page full of last winter."""
    first, last = late[0].activity.day, late[-1].activity.day
    text = f"最早的一次是{first.month}月{first.day}日，最近的一次是{last.month}月{last.day}日。"
    title = f"签字 {len(late)}份会议记录"
    return Todo(
        title, text, "逐份写、签", reverse("minutes_list"), late[0].due_at, "MT-12", "会议记录按时签字"
    )


def minutes_to_sign(member: Member) -> QuerySet[RecordSheet]:
    """What the other one has signed already and this member has not."""
    mine = RecordSheet.objects.minutes().filter(state=RecordState.DRAFT, signatures__isnull=False)
    chaired = mine.filter(activity__host=member) | mine.filter(activity__recorder=member)
    return chaired.exclude(signatures__member=member).select_related("activity").distinct()
