"""The year of all branches below a committee: filed, late, returned, missing, by month (C02, C03, N22)."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from activities.reports.board_months import BoardMonths, Cell
from branches.models import Organization
from branches.scoping import Scope
from members.rules.names import syllables

PAGE = 50
HELP = "help"
USUAL = "usual"
LATE_MONTHS_FOR_HELP = 2


@dataclass
class BranchRow:
    branch: Organization
    cells: list[Cell] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    @property
    def band(self) -> str:
        return HELP if self.reasons else USUAL

    @property
    def place(self) -> str:
        """Where it stands in the list: who may need help first, then in the order of the tree."""
        return f"{self.band}:{self.branch.path}"


@dataclass(frozen=True)
class Board:
    """`rows` is one page; the numbers are those of all branches that were asked for."""

    year: int
    rows: list[BranchRow]
    total: int
    helped_total: int
    after: str

    @property
    def helped(self) -> list[BranchRow]:
        return [row for row in self.rows if row.band == HELP]

    @property
    def usual(self) -> list[BranchRow]:
        return [row for row in self.rows if row.band == USUAL]

    @property
    def usual_total(self) -> int:
        return self.total - self.helped_total

    @property
    def months(self) -> range:
        return range(1, 13)


def board(scope: Scope, year: int, *, search: str = "", only_help: bool = False, after: str = "") -> Board:
    """Fifty branches at a time, who may need help first."""
    rows = board_rows(scope, year, search=search)
    helped = sum(1 for row in rows if row.band == HELP)
    wanted = rows[:helped] if only_help else rows
    later = [row for row in wanted if row.place > after]
    more = later[PAGE - 1].place if len(later) > PAGE else ""
    return Board(year, later[:PAGE], len(rows), helped, more)


def board_rows(scope: Scope, year: int, *, search: str = "") -> list[BranchRow]:
    """All of them, in their order; the same number of queries however many there are."""
    branches = Organization.objects.within(scope).branches().exclude(dissolved_on__lt=f"{year}-01-01")
    if search:
        branches = _named(branches, search)
    listed = list(branches)
    months = BoardMonths(branches, listed, scope, year)
    rows = [_row(branch, months) for branch in listed]
    return sorted(rows, key=lambda row: row.place)


def _row(branch: Organization, months: BoardMonths) -> BranchRow:
    cells = months.cells_of(branch)
    return BranchRow(branch, cells, _reasons(cells))


def _named(branches: QuerySet[Any], search: str) -> QuerySet[Any]:
    """By some characters of the name, or by the first letters of its pinyin (kjx)."""
    named = Q(name__icontains=search) | Q(short_name__icontains=search)
    letters = search.lower()
    if letters.isascii() and letters.isalpha():
        known = branches.order_by().values_list("pk", "name", "short_name")
        named |= Q(pk__in=[pk for pk, *names in known if any(letters in _letters(name) for name in names)])
    return branches.filter(named)


@lru_cache(maxsize=20_000)
def _letters(name: str) -> str:
    return "".join(reading[:1] for reading in syllables(name)).lower()


def _reasons(cells: list[Cell]) -> list[str]:
    """Why a branch may need help; a band with its reasons, never a rank (N22)."""
    missing = sum(1 for cell in cells if cell.css == "miss")
    late = sum(1 for cell in cells if cell.css == "late")
    reasons = [f"缺 {missing} 次"] if missing else []
    if late >= LATE_MONTHS_FOR_HELP:
        reasons.append(f"迟报 {late} 次")
    return reasons
