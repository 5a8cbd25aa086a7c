"""Things agreed on, near their day and past it: the owner is told, each once (PD-29, F-43)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from activities.choices import NoticeKind
from activities.choices_agenda import ActionState
from activities.models import ActionItem
from activities.services.notifying import Message, queue
from partywork.common import clock

AHEAD = timedelta(days=3)


@transaction.atomic
def remind_of_actions(moment: datetime) -> int:
    """Three days before, and once after the day; a new day begins anew. Answers how many were told."""
    today = clock.local_day(moment)
    near = ActionItem.objects.filter(
        state=ActionState.OPEN, due_on__lte=today + AHEAD, owner__user__isnull=False
    )
    return sum(_remind(row, late=row.is_overdue(today)) for row in near.select_related("owner", "activity"))


def _remind(action: ActionItem, *, late: bool) -> int:
    due, user = action.due_on, action.owner.user_id
    assert due is not None and user is not None
    message = Message(
        occasion=f"action-{'late' if late else 'due'}:{action.pk}:{due}:{action.owner_id}",
        kind=NoticeKind.ACTION,
        subject=f"议定事项{'已过时限' if late else '快到时限'}：{action.text}"[:120],
        body=f"{clock.short_date(action.activity.day)}{action.activity.get_kind_display()}议定，"
        f"时限{clock.long_date(due)}。点开说一句进展，两下就好。",
        link=f"{reverse('my_actions')}#action-{action.pk}",
    )
    return queue([user], message)
