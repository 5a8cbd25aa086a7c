"""What an election asks of the branch now, and the end of its term (EL-01, EL-02)."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.db.models import Exists, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from activities.choices_elections import ElectionKind
from activities.models import Election
from activities.reports.election_path import NOW, path_of
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization, Term
from branches.reports.parameters import InForce
from branches.rules.terms import reminder_on
from partywork.common import clock
from partywork.common.months import months_after


def elections(branch: Organization) -> TodoPile:
    """The next step of each election on its way."""
    going = Election.objects.going_on().filter(branch=branch)
    return TodoPile(going.select_related("branch", "meeting"), _steps)


def ending_terms(branch: Organization, parameters: InForce) -> TodoPile:
    """The term that nears its end, until its election is on its way."""
    months = [int(each) for each in parameters["el.remind_months"]]
    # A month more than the first reminder: which day it falls on is for the rule to say.
    last = months_after(clock.today(), max(months, default=0) + 1)
    going = Election.objects.going_on().filter(branch=branch, kind=ElectionKind.TERM)
    rows = Term.objects.running().filter(~Exists(going), branch=branch)
    near = rows.annotate(until=Coalesce("shifted_to", "due_on")).filter(until__lte=last)
    return TodoPile(near, partial(_ending, months))


def _steps(going: QuerySet[Election]) -> Iterator[Todo]:
    for election in going:
        current = path_of(election).current
        if current is None or current.state != NOW:
            continue
        due = clock.end_of(election.planned_on) if election.planned_on else None
        url = reverse("election_detail", args=[election.pk])
        yield Todo(f"{election.title}：{current.label}", current.fact, "去办", url, due, "EL-02", "选举程序")


def _ending(months: Iterable[int], rows: QuerySet[Term]) -> Iterator[Todo]:
    for term in rows:
        if reminder_on(clock.today(), term.election_due, months) is None:
            continue
        yield Todo(
            f"第{term.number}届任期届满，研究换届",
            f"{clock.long_date(term.election_due)}届满，请示一般提前一个月。",
            "去办",
            reverse("term_page"),
            clock.end_of(term.election_due),
            "EL-01",
            "按期换届",
        )
