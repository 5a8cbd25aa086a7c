"""The plans of a year of all branches below a committee: where each stands, fifty at a time by key (PL-03)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, FilteredRelation, Q

from activities.choices import PlanState
from branches.models import Organization
from branches.scoping import Scope
from members.reports.branch_search import named
from partywork.common import clock

PAGE = 50
MISSING = "missing"
LATE = "late"
_LATE = Q(plan__filing__first_submitted_at__gte=F("plan__filing__due_at"))
# What a committee asks of the list, in the order of the work: who has nothing, what waits, what was late.
KINDS: dict[str, tuple[str, Q]] = {
    "": ("全部", Q()),
    MISSING: ("没有计划", Q(plan=None)),
    PlanState.DRAFT: ("编写中", Q(plan__state=PlanState.DRAFT)),
    PlanState.SUBMITTED: ("待审", Q(plan__state=PlanState.SUBMITTED)),
    PlanState.RETURNED: ("已退回", Q(plan__state=PlanState.RETURNED)),
    PlanState.APPROVED: ("已备案", Q(plan__state=PlanState.APPROVED)),
    LATE: ("迟报", _LATE),
}


@dataclass(frozen=True)
class PlanLine:
    """One branch with its plan of the year, if there is one."""

    path: str
    branch: str
    plan_id: int | None
    state: str
    submitted_at: datetime | None
    due_at: datetime | None

    @property
    def state_label(self) -> str:
        return str(PlanState(self.state).label) if self.state else ""

    @property
    def is_late(self) -> bool:
        return self.submitted_at is not None and self.due_at is not None and self.submitted_at >= self.due_at


@dataclass(frozen=True)
class PlanList:
    """`kinds` counts all branches that were searched for; `lines` is one page of the chosen kind."""

    kind: str
    kinds: list[tuple[str, str, int]]
    lines: list[PlanLine]
    after: str

    @property
    def total(self) -> int:
        return self.kinds[0][2]


def plan_list(scope: Scope, year: int, *, kind: str = "", search: str = "", after: str = "") -> PlanList:
    """Two queries, however many branches there are; a third for a search by letters."""
    kind = kind if kind in KINDS else ""
    branches = Organization.objects.within(scope).branches().active_on(clock.today())
    if search:
        branches = named(branches, search)
    rows = branches.annotate(
        plan=FilteredRelation("annual_plans", condition=Q(annual_plans__year=year)),
    )
    counted = {f"n{place}": Count("pk", filter=asked) for place, (_, asked) in enumerate(KINDS.values())}
    numbers = rows.order_by().aggregate(**counted)
    columns = rows.filter(KINDS[kind][1], path__gt=after).values_list(
        "path",
        "name",
        "plan__pk",
        "plan__state",
        "plan__filing__first_submitted_at",
        "plan__filing__due_at",
    )
    lines = [
        PlanLine(path, name, pk, state or "", at, due)
        for path, name, pk, state, at, due in columns[: PAGE + 1]
    ]
    kinds = [(each, label, numbers[f"n{place}"]) for place, (each, (label, _)) in enumerate(KINDS.items())]
    more = lines[PAGE - 1].path if len(lines) > PAGE else ""
    return PlanList(kind=kind, kinds=kinds, lines=lines[:PAGE], after=more)
