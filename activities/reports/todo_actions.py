"""Things agreed on whose day is past: one line for all of them, said in numbers (PD-29)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from activities.choices_agenda import ActionState
from activities.models import ActionItem
from activities.reports.follow_up import tracked
from activities.reports.todo_line import Todo, TodoPile
from activities.rules.follow_up import standing_on
from branches.models import Organization
from partywork.common import clock


def overdue_actions(branch: Organization) -> TodoPile:
    return TodoPile(
        ActionItem.objects.filter(branch=branch, state=ActionState.OPEN), partial(_overdue, branch)
    )


def _overdue(branch: Organization, rows: QuerySet[ActionItem]) -> Iterator[Todo]:
    standing = standing_on([tracked(row) for row in rows], clock.today())
    if standing.overdue:
        past = min(row.due_on for row in rows if row.due_on is not None)
        yield Todo(
            f"议定事项逾期 {standing.overdue} 项",
            f"{standing.sentence}。问一下责任人：办好了记办结，办不完的改时限并写明原因。",
            "去看",
            f"{reverse('action_list')}?branch={branch.pk}&show=overdue",
            clock.end_of(past),
            "PD-29",
            "议定的事跟进到底",
        )
