"""The year of a plan as the page shows it: twelve months with their calendar, rows and findings (N13, N23)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Sum

from activities.models import Activity, AnnualPlan, CatalogueTheme, CostLine, PlannedActivity
from activities.reports.month_reasons import exempt_months, month_reasons
from activities.rules.plan_lint import (
    LintFinding,
    PlanFacts,
    PlanRow,
    RequiredTheme,
    lint_plan,
    satisfied,
    to_mend,
)
from activities.rules.spending import add_up
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import InForce, in_force
from branches.rules.calendar import WorkCalendar
from branches.rules.day_rule import DayRule
from partywork.common import clock

POINTED_AT = 3  # a finding about more months than these is about the year, not about a month
CELL = 8  # px a day in the ruler of a month


@dataclass(frozen=True)
class DayCell:
    """One day in a month's ruler: `css` says workday, weekend or holiday; heights are for the SVG."""

    x: int
    css: str
    is_tall: bool


@dataclass(frozen=True)
class MonthPage:
    number: int
    rows: tuple[PlannedActivity, ...]
    cells: tuple[DayCell, ...]
    marks: tuple[int, ...]
    holidays: str
    findings: tuple[int, ...]
    held: bool
    reason: str = ""
    is_exempt: bool = False
    is_over: bool = False

    @property
    def party_days(self) -> list[PlannedActivity]:
        return [row for row in self.rows if row.kind == "party_day"]

    @property
    def others(self) -> list[PlannedActivity]:
        """Meetings, lectures, study evenings: one line each."""
        return [row for row in self.rows if row.kind != "party_day"]

    @property
    def asks_reason(self) -> bool:
        """Over, not held, not waived: the branch says why (E-18)."""
        return self.is_over and not (self.held or self.is_exempt or self.reason)

    @property
    def quarter(self) -> int:
        return (self.number - 1) // 3


@dataclass(frozen=True)
class PlanPage:
    """Everything the page prints; `findings` are to be mended, `kept` are in order."""

    quarters: tuple[tuple[str, tuple[MonthPage, ...]], ...]
    findings: tuple[LintFinding, ...]
    kept: tuple[LintFinding, ...]
    day_rule: str
    calendar_known: bool
    money: str


def plan_page(plan: AnnualPlan) -> PlanPage:
    parameters = in_force(plan.branch, date(plan.year, 1, 1))
    calendar = office_calendar()
    rows = list(
        plan.rows.filter(amended_by__isnull=True)
        .select_related("theme", "amends")
        .prefetch_related("activities")
    )
    findings = lint_plan(plan_facts(plan, rows, parameters, calendar))
    mend = to_mend(findings)
    held = set(
        Activity.objects.filter(branch=plan.branch, for_year=plan.year, state="held").values_list(
            "for_month", flat=True
        )
    )
    reasons, today = month_reasons([plan.branch], plan.year), clock.today()
    exempt = exempt_months(plan.branch, plan.year)
    months = [
        replace(
            _month(plan.year, number, rows, mend, calendar, number in held),
            reason=reasons.get((plan.branch_id, number), ""),
            is_exempt=number in exempt,
            is_over=(plan.year, number) < (today.year, today.month)
            and plan.branch.is_active_on(date(plan.year, number, 1)),
        )
        for number in range(1, 13)
    ]
    names = ("第一季度", "第二季度", "第三季度", "第四季度")
    quarters = tuple(
        (name, tuple(month for month in months if month.quarter == index)) for index, name in enumerate(names)
    )
    rule: DayRule = parameters["pd.day_rule"]
    return PlanPage(
        quarters, mend, satisfied(findings), rule.describe(), calendar.knows(plan.year), _money(plan, rows)
    )


def _money(plan: AnnualPlan, rows: list[PlannedActivity]) -> str:
    """What the year's rows plan to spend, and what its events have spent so far (PL-18)."""
    spent = (
        CostLine.objects.filter(activity__branch=plan.branch, activity__for_year=plan.year)
        .exclude(activity__state="cancelled")
        .aggregate(sum=Sum("spent"))["sum"]
    )
    return add_up([*((row.budget, None) for row in rows), (None, spent)]).sentence


def plan_facts(
    plan: AnnualPlan, rows: Iterable[PlannedActivity], parameters: InForce, calendar: WorkCalendar
) -> PlanFacts:
    """The plan as the linter reads it, with the limits of the branch (PL-12)."""
    rule: DayRule = parameters["pd.day_rule"]
    return PlanFacts(
        year=plan.year,
        rows=tuple(_lint_row(row, rule) for row in rows),
        required_themes=tuple(
            RequiredTheme(theme.pk, theme.title)
            for theme in themes_for(plan.branch, plan.year)
            if theme.requirement == "required"
        ),
        exempt_months=frozenset(parameters["pd.exempt_months"]),
        required_minutes=int(parameters["pd.half_day_minutes"]),
        charter_readings=int(parameters["pd.charter_readings_per_year"]),
        lectures_per_year=int(parameters["mt.class_per_year"]),
        calendar=calendar,
    )


def themes_for(branch: Organization, year: int) -> list[CatalogueTheme]:
    """The catalogue of every committee above the branch (PL-05)."""
    above = [branch.path[:length] for length in range(4, len(branch.path), 4)]
    return list(CatalogueTheme.objects.filter(organization__path__in=above, year=year))


def _lint_row(row: PlannedActivity, rule: DayRule) -> PlanRow:
    is_party_day = row.kind == "party_day"
    return PlanRow(
        month=row.month,
        content=row.content,
        start=row.start,
        end=row.end,
        starts=rule.start if is_party_day else None,
        ends=rule.end if is_party_day else None,
        kind=row.kind,
        mode=row.mode,
        requirement=row.requirement,
        direction=row.direction,
        theme=row.theme_id,
    )


def _month(
    year: int,
    number: int,
    rows: list[PlannedActivity],
    findings: tuple[LintFinding, ...],
    calendar: WorkCalendar,
    held: bool,
) -> MonthPage:
    _, last = clock.month_bounds(year, number)
    days = [date(year, number, day) for day in range(1, last.day + 1)]
    mine = tuple(row for row in rows if row.month == number)
    numbers = tuple(
        index
        for index, finding in enumerate(findings, 1)
        if number in finding.months and len(finding.months) <= POINTED_AT
    )
    marks = tuple((row.start.day - 1) * CELL for row in mine if row.start and row.start.month == number)
    cells = tuple(_cell(day, calendar) for day in days)
    return MonthPage(number, mine, cells, marks, _holidays(days, calendar), numbers, held)


def _cell(day: date, calendar: WorkCalendar) -> DayCell:
    x = (day.day - 1) * CELL
    if calendar.is_statutory_holiday(day):
        return DayCell(x, "rd rh", is_tall=True)
    return DayCell(x, "rd" if calendar.is_workday(day) else "rd rw", is_tall=False)


def _holidays(days: list[date], calendar: WorkCalendar) -> str:
    """春节 15—23日放假"""
    spans: list[tuple[str, date, date]] = []
    for day in days:
        if not calendar.is_statutory_holiday(day):
            continue
        name = calendar.name(day) or "节假日"
        if spans and spans[-1][0] == name and (day - spans[-1][2]).days == 1:
            spans[-1] = (name, spans[-1][1], day)
        else:
            spans.append((name, day, day))
    texts = [
        f"{name} {since.day}日放假" if since == until else f"{name} {since.day}—{until.day}日放假"
        for name, since, until in spans
    ]
    return "；".join(texts)
