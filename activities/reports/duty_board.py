"""The duties of all branches below a committee, fifty at a time in the order of the tree; counted, never ranked."""

from dataclasses import dataclass

from activities.choices import ActivityKind
from activities.kinds import KINDS
from activities.reports.branch_duties import ANALYSES, duty_years
from activities.reports.year_grid import by_kind
from activities.rules.duties import Cell, DutyState, DutyYear
from branches.models import Organization
from branches.scoping import Scope
from members.reports.branch_search import named

PAGE = 50
SHOWN = (
    ActivityKind.PARTY_DAY,
    ActivityKind.MEMBER_MEETING,
    ActivityKind.COMMITTEE_MEETING,
    ActivityKind.GROUP_MEETING,
    ActivityKind.LECTURE,
    ActivityKind.STUDY,
    ActivityKind.ORGANIZATIONAL_LIFE_MEETING,
    ActivityKind.APPRAISAL,
)
HEAD = (*(KINDS[kind].label for kind in SHOWN), "谈心谈话", "思想分析")


@dataclass(frozen=True)
class BoardCell:
    css: str
    mark: str
    said: str


@dataclass(frozen=True)
class BoardRow:
    branch: Organization
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True)
class DutyBoard:
    year: int
    rows: list[BoardRow]
    total: int
    after: str
    head: tuple[str, ...] = HEAD


def duty_board(scope: Scope, year: int, *, search: str = "", after: str = "") -> DutyBoard:
    """A fixed number of queries, however many branches there are."""
    branches = Organization.objects.within(scope).branches().exclude(dissolved_on__lt=f"{year}-01-01")
    branches = named(branches, search) if search else branches
    listed = list(branches.filter(path__gt=after)[: PAGE + 1])
    more = listed[PAGE - 1].path if len(listed) > PAGE else ""
    listed = listed[:PAGE]
    facts = duty_years(listed, year)
    return DutyBoard(
        year, [BoardRow(each, _cells(facts[each.pk])) for each in listed], branches.count(), more
    )


def _cells(facts: DutyYear) -> tuple[BoardCell, ...]:
    of_kind = by_kind(facts)
    over = facts.today.year > facts.year
    talks = facts.talks
    return (
        *(_of_kind(HEAD[place], of_kind[kind]) for place, kind in enumerate(SHOWN)),
        _of_count("谈心谈话", talks.asked - talks.missing, talks.asked, over=over) if talks else _free(""),
        _of_count("思想分析", facts.analyses, facts.times(ANALYSES, 12), over=over),
    )


def _of_kind(label: str, cells: list[Cell]) -> BoardCell:
    """How many periods are without, else how many were met."""
    missing = sum(1 for cell in cells if cell.state is DutyState.MISSING)
    held = sum(cell.held for cell in cells)
    if missing:
        return BoardCell("miss", f"缺{missing}", f"{label}缺{missing}，已登记{held}次")
    if all(cell.state is DutyState.NONE for cell in cells) and not held:
        return _free(cells[0].why if cells else "")
    if any(cell.state is DutyState.BEHIND for cell in cells):
        return BoardCell("late", f"补{held}", f"{label}已登记{held}次，有一季还没有补上")
    return BoardCell("ok" if held else "", str(held), f"{label}已登记{held}次")


def _of_count(label: str, done: int, asked: int, *, over: bool) -> BoardCell:
    if not asked:
        return _free("没有要求")
    css = "ok" if done >= asked else "miss" if over else ""
    return BoardCell(css, f"{done}/{asked}", f"{label}{done}，应不少于{asked}")


def _free(why: str) -> BoardCell:
    return BoardCell("free", "—", why or "不适用")
