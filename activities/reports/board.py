"""The year of all branches below a committee: filed, late, returned, missing, by month (C02, C03, N22)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from activities.choices import ActivityState, RecordState
from activities.models import Activity
from branches.models import Organization
from branches.reports.parameters import in_force_many
from branches.scoping import Scope
from partywork.common import clock

PAGE = 50
HELP = "help"
USUAL = "usual"
LATE_MONTHS_FOR_HELP = 2


@dataclass(frozen=True)
class Cell:
    """One month of one branch: what stands in the box, what is said aloud, and where a click leads."""

    css: str
    mark: str
    said: str
    record_id: int | None = None
    activity_id: int | None = None


@dataclass
class BranchRow:
    branch: Organization
    cells: list[Cell] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def band(self) -> str:
        return HELP if self.reasons else USUAL


@dataclass(frozen=True)
class Board:
    year: int
    rows: list[BranchRow]
    total: int
    after: str

    @property
    def helped(self) -> list[BranchRow]:
        return [row for row in self.rows if row.band == HELP]

    @property
    def usual(self) -> list[BranchRow]:
        return [row for row in self.rows if row.band == USUAL]

    @property
    def months(self) -> range:
        return range(1, 13)


def board(scope: Scope, year: int, *, search: str = "", only_help: bool = False, after: str = "") -> Board:
    """Fifty branches at a time in the order of the tree; five queries, however many branches there are."""
    branches = Organization.objects.within(scope).branches().exclude(dissolved_on__lt=f"{year}-01-01")
    if search:
        branches = branches.filter(Q(name__icontains=search) | Q(short_name__icontains=search))
    total = branches.count()
    shown = list(branches.filter(path__gt=after)[: PAGE + 1])
    rows = _rows(shown[:PAGE], year)
    if only_help:
        rows = [row for row in rows if row.band == HELP]
    return Board(year, rows, total, shown[PAGE - 1].path if len(shown) > PAGE else "")


def _rows(branches: list[Organization], year: int) -> list[BranchRow]:
    held = _activities(branches, year)
    limits = in_force_many(branches)
    now = clock.now()
    rows = []
    for branch in branches:
        exempt = set(limits[branch.pk]["pd.exempt_months"])
        row = BranchRow(branch)
        for month in range(1, 13):
            activity = held.get((branch.pk, month))
            row.cells.append(_cell(branch, year, month, activity, month in exempt, now))
        row.reasons = _reasons(row.cells)
        rows.append(row)
    return rows


def _activities(branches: Iterable[Organization], year: int) -> dict[tuple[int, int], Activity]:
    """The furthest activity of each month, with its sheet and filing."""
    found: dict[tuple[int, int], Activity] = {}
    rows = (
        Activity.objects.standing()
        .filter(branch__in=list(branches), kind="party_day", for_year=year)
        .select_related("record__filing")
        .order_by("starts_at")
    )
    for activity in rows:
        key = (activity.branch_id, activity.for_month)
        known = found.get(key)
        if known is None or (activity.state == ActivityState.HELD and known.state != ActivityState.HELD):
            found[key] = activity
    return found


def _cell(
    branch: Organization, year: int, month: int, activity: Activity | None, exempt: bool, now: datetime
) -> Cell:
    first, last = clock.month_bounds(year, month)
    if branch.founded_on and branch.founded_on > last:
        return Cell("free", "", "当时还没有成立")
    if branch.dissolved_on and branch.dissolved_on <= first:
        return Cell("free", "", "已撤销")
    if activity is not None:
        return _cell_of(activity, now)
    if exempt:
        return Cell("free", "免", "本月豁免")
    if clock.today() <= last:
        return Cell("", "", "还没有到")
    return Cell("miss", "缺", "没有开展")


def _cell_of(activity: Activity, now: datetime) -> Cell:
    record: Any = getattr(activity, "record", None)
    if activity.state != ActivityState.HELD or record is None:
        over = activity.ends_at < now
        said = "活动时间已过，还没有结束登记" if over else "已排"
        return Cell("wait" if over else "", "…" if over else "·", said, activity_id=activity.pk)
    filing = getattr(record, "filing", None)
    if filing is None:
        late = record.due_at <= now
        said = "超过时限还没有报" if late else "在时限内，还没有报"
        return Cell("miss" if late else "wait", "缺" if late else "待", said, record.pk, activity.pk)
    days = (filing.first_submitted_at - filing.due_at).days + 1 if filing.is_late and filing.due_at else 0
    if record.state == RecordState.RETURNED:
        return Cell("back", "退", "退回修改中", record.pk, activity.pk)
    if days:
        return Cell("late", f"迟{days}", f"迟报 {days} 天", record.pk, activity.pk)
    if record.state == RecordState.SUBMITTED:
        return Cell("wait", "审", "已报，待审", record.pk, activity.pk)
    return Cell("ok", "✓", "按时", record.pk, activity.pk)


def _reasons(cells: list[Cell]) -> list[str]:
    """Why a branch may need help; a band with its reasons, never a rank (N22)."""
    missing = sum(1 for cell in cells if cell.css == "miss")
    late = sum(1 for cell in cells if cell.css == "late")
    reasons = [f"缺 {missing} 次"] if missing else []
    if late >= LATE_MONTHS_FOR_HELP:
        reasons.append(f"迟报 {late} 次")
    return reasons
