"""What stands in each month of each branch, read off plain rows: no model objects, seven queries in all (C02)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from activities.choices import ActivityKind, ActivityState, RecordState
from activities.models import Activity
from activities.reports.branch_limits import founding_rest
from activities.reports.exempt_months import exempt_masks
from activities.reports.month_reasons import month_reasons
from branches.models import Organization, OrganizationPlacement
from branches.scoping import Scope
from partywork.common import clock

Key = tuple[int, int]


class Cell(NamedTuple):
    """One month of one branch: what stands in the box, what is said aloud, and where a click leads."""

    css: str
    mark: str
    said: str
    record_id: int | None = None
    activity_id: int | None = None


class Held(NamedTuple):
    """An activity with its sheet and filing, in the order of the columns that are read."""

    branch_id: int
    for_month: int
    pk: int
    state: str
    ends_at: datetime
    record_id: int | None
    record_state: str | None
    record_due: datetime | None
    submitted_at: datetime | None
    filing_due: datetime | None


COLUMNS = (
    "branch_id", "for_month", "pk", "state", "ends_at", "record__pk", "record__state", "record__due_at",
    "record__filing__first_submitted_at", "record__filing__due_at",
)  # fmt: skip


class BoardMonths:
    """The facts of a year below some place, loaded once; `cells_of` answers for each branch."""

    def __init__(
        self, branches: QuerySet[Any], listed: Iterable[Organization], scope: Scope, year: int
    ) -> None:
        self.year, self.now, self.today = year, clock.now(), clock.today()
        self.held = _held(branches, year)
        self.exempt = exempt_masks(((each.pk, each.path, each.domain) for each in listed), year)
        self.elsewhere = came_from_elsewhere(branches, scope, year)
        self.reasons = month_reasons(branches.order_by().values("pk"), year)
        self.bounds = [clock.month_bounds(year, month) for month in range(1, 13)]

    def cells_of(self, branch: Organization) -> list[Cell]:
        return [self._cell(branch, month) for month in range(1, 13)]

    def _cell(self, branch: Organization, month: int) -> Cell:
        first, last = self.bounds[month - 1]
        until, who = self.elsewhere.get(branch.pk, (None, ""))
        if until is not None and last < until:
            return Cell("free", "", f"当时属于{who}")
        if branch.dissolved_on and branch.dissolved_on <= first:
            return Cell("free", "", "已撤销")
        held = self.held.get((branch.pk, month))
        if held is not None:
            return _cell_of(held, self.now)
        if rest := founding_rest(branch.founded_on, first, last):
            return Cell("free", "", rest)
        if self.exempt.get(branch.pk, 0) >> month & 1:
            return Cell("free", "免", "本月豁免")
        if reason := self.reasons.get((branch.pk, month)):
            return Cell("why", "因", f"未开展，原因：{reason}")
        if self.today <= last:
            return Cell("", "", "还没有到" if self.today < first else "本月还没有开展")
        return Cell("miss", "缺", "没有开展")


def _held(branches: QuerySet[Any], year: int) -> dict[Key, Held]:
    """The activity that counts for the month: the first one that was held, else the first."""
    found: dict[Key, Held] = {}
    rows = (
        Activity.objects.standing()
        .filter(branch__in=branches.order_by().values("pk"), kind=ActivityKind.PARTY_DAY, for_year=year)
        .order_by("starts_at", "pk")
        .values_list(*COLUMNS)
    )
    for held in map(Held._make, rows.iterator(chunk_size=5000)):
        known = found.setdefault((held.branch_id, held.for_month), held)
        if held.state == ActivityState.HELD and known.state != ActivityState.HELD:
            found[held.branch_id, held.for_month] = held
    return found


def came_from_elsewhere(branches: QuerySet[Any], scope: Scope, year: int) -> dict[int, tuple[date, str]]:
    """Branches that came in the year from a committee outside: until when, and whose they were (E-86)."""
    spells = OrganizationPlacement.objects.filter(
        organization__in=branches.order_by().values("pk"), period__endswith__gt=date(year, 1, 1)
    ).select_related("parent")
    return {
        spell.organization_id: (spell.period.upper, spell.parent.called if spell.parent else "")
        for spell in spells.order_by("period")
        if spell.parent is not None and not scope.covers(spell.parent.path)
    }


def _cell_of(held: Held, now: datetime) -> Cell:
    pk, record = held.pk, held.record_id
    if held.state != ActivityState.HELD or record is None or held.record_due is None:
        over = held.ends_at < now
        said = "活动时间已过，还没有结束登记" if over else "已排"
        return Cell("wait" if over else "", "…" if over else "·", said, activity_id=pk)
    if held.submitted_at is None:
        late = held.record_due <= now
        said = "超过时限还没有报" if late else "在时限内，还没有报"
        return Cell("miss" if late else "wait", "缺" if late else "待", said, record, pk)
    if held.record_state == RecordState.RETURNED:
        return Cell("back", "退", "退回修改中", record, pk)
    if held.filing_due is not None and held.submitted_at >= held.filing_due:
        days = (held.submitted_at - held.filing_due).days + 1
        return Cell("late", f"迟{days}", f"迟报 {days} 天", record, pk)
    if held.record_state == RecordState.SUBMITTED:
        return Cell("wait", "审", "已报，待审", record, pk)
    return Cell("ok", "✓", "按时", record, pk)
