"""Developing members: what is due, and a vote whose numbers do not stand in the record yet (DV-03..DV-22)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.choices_votes import BallotState
from activities.models import DevelopmentBallot
from activities.reports.todo_line import Todo
from branches.models import Organization
from branches.reports.parameters import InForce
from members.reports.development_due import due_in
from members.rules.development import DevelopmentStep
from partywork.common import clock


def _where(person: int, step: DevelopmentStep) -> str:
    """The form of the step; a review is written on its own page."""
    if step.repeats:
        return reverse("cultivation", args=[person])
    return reverse("development_step", args=[person, step.key])


def developments(branch: Organization, parameters: InForce) -> Iterator[Todo]:
    for line in due_in(branch, parameters, clock.today()):
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
    closed = DevelopmentBallot.objects.filter(
        ballot__activity__branch=branch,
        ballot__state__in=(BallotState.CLOSED, BallotState.ANNOUNCED),
        row=None,
        development__state="open",
    )
    for about in closed.select_related("ballot", "development"):
        yield Todo(
            f"{about.development.name}：表决结果记入纪实表",
            about.ballot.sentence,
            "去记入",
            reverse("ballot_development", args=[about.ballot_id]),
        )
