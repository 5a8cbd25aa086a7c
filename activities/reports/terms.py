"""The terms of branches: how each stands, and what is to be done about it (EL-01, C-board)."""

from dataclasses import dataclass
from datetime import date

from activities.models import Election, ElectionPaper
from branches.models import Organization, Term
from branches.reports.parameters import in_force, in_force_many
from branches.rules.terms import TermStatus, reminder_on
from branches.scoping import Scope
from partywork.common import clock


@dataclass(frozen=True)
class TermLine:
    """A branch with its running term; None where nobody entered one."""

    branch: Organization
    term: Term | None
    election: Election | None
    is_near: bool
    today: date

    @property
    def status(self) -> str:
        return str(self.term.status_on(self.today)) if self.term else "没有登记"

    @property
    def is_overdue(self) -> bool:
        return self.term is not None and self.term.status_on(self.today) == TermStatus.OVERDUE

    @property
    def is_extended(self) -> bool:
        return self.term is not None and self.term.status_on(self.today) == TermStatus.EXTENDED

    @property
    def left(self) -> str:
        if self.term is None:
            return ""
        days = (self.term.election_due - self.today).days
        return f"还有{days}天" if days >= 0 else f"已过{-days}天"


@dataclass(frozen=True)
class TermPage:
    line: TermLine
    past: list[Term]
    elections: list[Election]
    shifts: list[ElectionPaper]


def term_page(branch: Organization) -> TermPage:
    today = clock.today()
    terms = list(branch.terms.all())
    elections = list(branch.elections.all())
    running = next((term for term in terms if term.ended_on is None), None)
    open_one = next((each for each in elections if each.kind == "term" and each.state == "open"), None)
    near = False
    if running is not None:
        months = in_force(branch, today)["el.remind_months"]
        near = reminder_on(today, running.election_due, months) is not None
    return TermPage(
        TermLine(branch, running, open_one, near, today),
        [term for term in terms if term.ended_on is not None],
        elections,
        list(branch.election_papers.filter(kind="shift").select_related("filing__to").order_by("-pk")),
    )


def term_lines(scope: Scope) -> list[TermLine]:
    """Every branch below, those most urgent first. A fixed number of queries."""
    today = clock.today()
    branches = list(Organization.objects.within(scope).branches().active_on(today))
    terms = {term.branch_id: term for term in Term.objects.running().filter(branch__in=branches)}
    going = Election.objects.going_on().filter(branch__in=branches, kind="term").select_related("branch")
    elections = {each.branch_id: each for each in going}
    limits = in_force_many(branches, today)
    lines = []
    for branch in branches:
        term = terms.get(branch.pk)
        near = term is not None and (
            reminder_on(today, term.election_due, limits[branch.pk]["el.remind_months"]) is not None
        )
        lines.append(TermLine(branch, term, elections.get(branch.pk), near, today))
    far = date.max
    return sorted(lines, key=lambda line: (line.term.election_due if line.term else far, line.branch.path))
