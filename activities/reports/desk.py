"""What several parts of a branch's first page need: read once for the page, when the first of them asks.

A desk lives as long as the page is made and no longer: the next page reads afresh (decision 0039).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from activities.choices import ActivityState
from activities.models import Activity, PlannedActivity
from activities.reports.branch_duties import branch_duties
from activities.reports.branch_limits import Months, month_ends
from activities.reports.month_reasons import month_reasons
from activities.reports.rating_result import low_of_branch
from activities.rules.duties import DutyYear
from activities.rules.satisfaction import LowCount
from branches.models import Organization
from branches.reports.parameters import InForce, in_force_on_days
from partywork.common import clock

# Further ahead than this nothing is asked of anybody yet.
LOOK_AHEAD = timedelta(days=21)
OPEN = (ActivityState.DRAFT, ActivityState.ANNOUNCED)
THEME_SHOWN = 40


class PlanRow(NamedTuple):
    """A row of the plan. `is_taken`: an activity carries it out; `is_amended`: another row stands in its place."""

    pk: int
    year: int
    month: int
    kind: str
    start: date | None
    theme: str
    is_taken: bool
    is_amended: bool

    @property
    def is_fresh(self) -> bool:
        """Nobody has opened it yet."""
        return not (self.is_taken or self.is_amended)


@dataclass(frozen=True)
class Desk:
    """One branch, today."""

    branch: Organization
    today: date = field(default_factory=clock.today)

    @property
    def year(self) -> int:
        return self.today.year

    @property
    def limits(self) -> InForce:
        """What holds today."""
        return self._in_force[self.today][self.branch.pk]

    @property
    def months(self) -> Months:
        """What held, or will hold, at the end of each month of this year (E-78)."""
        return {month: self._in_force[day][self.branch.pk] for month, day in month_ends(self.year).items()}

    @cached_property
    def exempt(self) -> frozenset[int]:
        """The months of this year in which nothing is asked."""
        return frozenset(month for month, held in self.months.items() if month in held["pd.exempt_months"])

    @cached_property
    def reasons(self) -> dict[int, str]:
        """By month of this year: why there was no Party day."""
        return {month: said for (_, month), said in month_reasons([self.branch], self.year).items()}

    @cached_property
    def open(self) -> list[Activity]:
        """What is arranged and not closed, soonest first."""
        return list(Activity.objects.filter(branch=self.branch, state__in=OPEN).select_related("branch"))

    @property
    def following(self) -> Activity | None:
        """What is on now, or comes next."""
        now = clock.now()
        return next((row for row in self.open if row.ends_at >= now), None)

    @cached_property
    def duties(self) -> DutyYear:
        """What this year asks for, and what is there."""
        return branch_duties(self.branch, self.year, months=self.months, reasons=self.reasons)

    @cached_property
    def plan(self) -> list[PlanRow]:
        """The rows of this year's plan, and of the next one those that are near."""
        near = Q(start__gt=self.today, start__lte=self.today + LOOK_AHEAD)
        standing = Activity.objects.standing().filter(row=OuterRef("pk"))
        rows = PlannedActivity.objects.filter(near | Q(plan__year=self.year), plan__branch=self.branch)
        columns = (
            "pk", "plan__year", "month", "kind", "start", Left("content", THEME_SHOWN), Exists(standing),
            Exists(PlannedActivity.objects.filter(amends=OuterRef("pk"))),
        )  # fmt: skip
        return [PlanRow._make(row) for row in rows.values_list(*columns)]

    @cached_property
    def _in_force(self) -> dict[date, dict[int, InForce]]:
        return in_force_on_days([self.branch], sorted({self.today, *month_ends(self.year).values()}))


def low_this_year(desk: Desk) -> LowCount:
    """The events of this year under the line, for the branch to see (S36)."""
    times, threshold = int(desk.limits["ev.times"]), int(desk.limits["ev.threshold_pct"])
    return low_of_branch(desk.branch.pk, desk.year, threshold_pct=threshold, times=times)
