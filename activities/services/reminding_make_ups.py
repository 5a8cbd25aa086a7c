"""Make-ups near their end and past it: each is told on the page he can open (AT-07)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from activities.choices import MakeUpState, NoticeKind
from activities.models import MakeUp
from activities.services.filing import FILING_POSTS, holders
from activities.services.notifying import Message, queue
from members.reports.led_group import leaders_of
from partywork.common import clock

A_WEEK = timedelta(days=7)


@transaction.atomic
def remind_of_make_ups(moment: datetime) -> int:
    """A week before the end, and once after it. Who has handed in has done his part and is left alone."""
    near = MakeUp.objects.exclude(state=MakeUpState.CONFIRMED).filter(due_at__lte=moment + A_WEEK)
    rows = near.select_related("attendance__member", "attendance__activity__branch")
    return sum(_remind(row, moment) for row in rows)


def _remind(row: MakeUp, moment: datetime) -> int:
    activity, member = row.attendance.activity, row.attendance.member
    officials = holders(activity.branch, FILING_POSTS)
    leaders = leaders_of(member.pk, activity.branch, clock.local_day(moment)) - officials
    own = {member.user_id} - {None} if row.state != MakeUpState.DONE else set()
    told = 0
    for people, page in ((own, "my_make_up"), (officials, "make_up_detail"), (leaders, "group_make_up")):
        told += queue(
            [user for user in people if user is not None], _message(row, moment, page), activity=activity
        )
    return told


def _message(row: MakeUp, moment: datetime, page: str) -> Message:
    overdue, activity = moment >= row.due_at, row.attendance.activity
    waits = "已交，等确认。" if row.state == MakeUpState.DONE else f"方式：{'、'.join(row.form_labels)}。"
    return Message(
        occasion=f"make-up-{'late' if overdue else 'due'}:{row.pk}",
        kind=NoticeKind.MAKE_UP,
        subject=f"{row.attendance.member.name}的补课{'已超期' if overdue else '快到期'}"[:120],
        body=f"{clock.short_date(activity.day)}“{activity.theme}”，限{clock.due_text(row.due_at)}前。{waits}",
        link=reverse(page, args=[row.pk]),
    )
