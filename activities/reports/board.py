"""The year of all branches below a committee: filed, late, returned, missing, by month (C02, C03, N22)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from activities.reports.board_months import BoardMonths, Cell
from activities.reports.board_outline import Standing, outline, standing_of
from branches.models import Organization
from branches.scoping import Scope
from members.reports.branch_search import named

PAGE = 50
SMALL = 300  # so many branches have their boxes filled in sooner than counted and then looked up


@dataclass(frozen=True)
class BranchRow:
    branch: Organization
    cells: list[Cell]
    standing: Standing

    @property
    def needs_help(self) -> bool:
        return self.standing.needs_help

    @property
    def reasons(self) -> list[str]:
        return self.standing.reasons


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
        return [row for row in self.rows if row.needs_help]

    @property
    def usual(self) -> list[BranchRow]:
        return [row for row in self.rows if not row.needs_help]

    @property
    def usual_total(self) -> int:
        return self.total - self.helped_total

    @property
    def months(self) -> range:
        return range(1, 13)


def board(scope: Scope, year: int, *, search: str = "", only_help: bool = False, after: str = "") -> Board:
    """Fifty branches at a time, who may need help first; of a large tree only their boxes are filled in."""
    branches = _asked_for(scope, year, search)
    few = list(branches[: SMALL + 1])
    rows = _rows(few, branches, scope, year) if len(few) <= SMALL else []
    standings = [row.standing for row in rows] if len(few) <= SMALL else outline(branches, scope, year)
    helped = sum(1 for each in standings if each.needs_help)
    wanted = standings[:helped] if only_help else standings
    later = [each for each in wanted if each.place > after]
    shown = {each.branch_id for each in later[:PAGE]}
    more = later[PAGE - 1].place if len(later) > PAGE else ""
    if not rows:
        of_page = Organization.objects.filter(pk__in=shown)
        rows = _rows(list(of_page), of_page, scope, year)
    return Board(year, [row for row in rows if row.branch.pk in shown], len(standings), helped, more)


def board_rows(scope: Scope, year: int, *, search: str = "") -> list[BranchRow]:
    """All of them, in their order; the same number of queries however many there are."""
    branches = _asked_for(scope, year, search)
    return _rows(list(branches), branches, scope, year)


def _asked_for(scope: Scope, year: int, search: str) -> QuerySet[Any]:
    branches = Organization.objects.within(scope).branches().exclude(dissolved_on__lt=f"{year}-01-01")
    return named(branches, search) if search else branches


def _rows(listed: list[Organization], branches: QuerySet[Any], scope: Scope, year: int) -> list[BranchRow]:
    months = BoardMonths(branches, listed, scope, year)
    rows = [_row(branch, months.cells_of(branch)) for branch in listed]
    return sorted(rows, key=lambda row: row.standing.place)


def _row(branch: Organization, cells: list[Cell]) -> BranchRow:
    return BranchRow(branch, cells, standing_of(branch, cells))
