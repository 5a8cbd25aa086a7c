"""Developing members: what is due, and a vote whose numbers do not stand in the record yet (DV-03..DV-22)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from activities.choices_votes import BallotState
from activities.models import DevelopmentBallot
from activities.reports.todo_cultivation import reports_due
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from branches.reports.parameters import InForce
from members.models import Development
from members.reports.cultivation import cultivated, on_the_way_in
from members.reports.development_due import due_for
from members.rules.development import DevelopmentStep
from partywork.common import clock


def _where(person: int, step: DevelopmentStep) -> str:
    """The form of the step; a review is written on its own page."""
    if step.repeats:
        return reverse("cultivation", args=[person])
    return reverse("development_step", args=[person, step.key])


def developments(branch: Organization, parameters: InForce) -> TodoPile:
    """What is due for those on the way: the branch's next step, and their own reports."""
    return TodoPile(on_the_way_in(branch), partial(_developments, parameters))


def _developments(parameters: InForce, rows: QuerySet[Development]) -> Iterator[Todo]:
    people, today = list(rows), clock.today()
    yield from reports_due(cultivated(people, parameters), today)
    for line in due_for(people, parameters, today):
        reminder, person = line.reminder, line.development
        yield Todo(
            f"{person.name}：{reminder.step.title}",
            reminder.sentence,
            "去办",
            _where(person.pk, reminder.step),
            clock.end_of(reminder.due),
            reminder.rule,
            "发展党员期限",
        )


def votes_to_enter(branch: Organization) -> TodoPile:
    """A vote is over, its numbers do not stand in the record yet."""
    closed = DevelopmentBallot.objects.filter(
        ballot__activity__branch=branch,
        ballot__state__in=(BallotState.CLOSED, BallotState.ANNOUNCED),
        row=None,
        development__state="open",
    )
    return TodoPile(closed.select_related("ballot", "development"), _votes)


def _votes(rows: QuerySet[DevelopmentBallot]) -> Iterator[Todo]:
    for about in rows:
        yield Todo(
            f"{about.development.name}：表决结果记入纪实表",
            about.ballot.sentence,
            "去记入",
            reverse("ballot_development", args=[about.ballot_id]),
        )
