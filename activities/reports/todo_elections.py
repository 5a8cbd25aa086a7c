"""What an election asks of the branch now, and the end of its term (EL-01, EL-02)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.choices_elections import ElectionKind
from activities.models import Election
from activities.reports.election_path import NOW, path_of
from activities.reports.todo_line import Todo
from branches.models import Organization, Term
from branches.reports.parameters import InForce
from branches.rules.terms import reminder_on
from partywork.common import clock


def elections(branch: Organization, parameters: InForce) -> Iterator[Todo]:
    """The next step of each election on its way; where none is, the term that nears its end."""
    going = list(Election.objects.going_on().filter(branch=branch).select_related("branch", "meeting"))
    for election in going:
        current = path_of(election).current
        if current is None or current.state != NOW:
            continue
        due = clock.end_of(election.planned_on) if election.planned_on else None
        url = reverse("election_detail", args=[election.pk])
        yield Todo(f"{election.title}：{current.label}", current.fact, "去办", url, due, "EL-02", "选举程序")
    term = Term.objects.running().filter(branch=branch).first()
    if term is None or any(each.kind == ElectionKind.TERM for each in going):
        return
    reminder = reminder_on(clock.today(), term.election_due, parameters["el.remind_months"])
    if reminder is not None:
        yield Todo(
            f"第{term.number}届任期届满，研究换届",
            f"{clock.long_date(term.election_due)}届满，请示一般提前一个月。",
            "去办",
            reverse("term_page"),
            clock.end_of(term.election_due),
            "EL-01",
            "按期换届",
        )
