"""Meetings of the running month, quarter and year that nobody has arranged yet; each said once (MT-01..MT-05, OL-01).

Party days have lines of their own, and so has whatever is opened already.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from activities.choices import ActivityKind
from activities.kinds import KINDS
from activities.reports.desk import LOOK_AHEAD, Desk
from activities.reports.todo_line import Todo
from activities.reports.year_grid import Grid, GridCell, GridRow, grid_of, year_grid
from activities.rules.duties import GRACE, DutyState
from partywork.common import clock

# What is asked once a year is said two months before.
YEAR_AHEAD = timedelta(days=60)
# Said already: the Party day by its own lines, and study because a Party day is study (ED-04).
SAID_ELSEWHERE = (ActivityKind.PARTY_DAY, ActivityKind.STUDY)


def duties(desk: Desk) -> Iterator[Todo]:
    today = desk.today
    grid = grid_of(desk.branch, desk.duties, _planned(desk), acts=True)
    if not grid.has_begun:
        return
    yield from _running(grid, today)
    if today.month <= max(GRACE.values()):
        last_year = year_grid(desk.branch, desk.year - 1, acts=True)
        yield from _running(last_year, today)
    missing = _missing(grid)
    if missing is not None:
        yield missing


def _planned(desk: Desk) -> dict[tuple[str, int], int]:
    """The first row of each kind and month that nobody has opened yet."""
    fresh = (row for row in sorted(desk.plan, reverse=True) if row.is_fresh and row.year == desk.year)
    return {(row.kind, row.month): row.pk for row in fresh}


def _running(grid: Grid, today: date) -> Iterator[Todo]:
    """One line a duty; the groups of a month stand in one."""
    lines: dict[tuple[str, date, bool], list[tuple[GridRow, GridCell]]] = defaultdict(list)
    for row, cell in grid.open:
        behind = cell.state is DutyState.BEHIND
        ahead = YEAR_AHEAD if cell.span == 12 or behind else LOOK_AHEAD
        if cell.kind not in SAID_ELSEWHERE and _due(grid, cell, today) - today <= ahead:
            lines[cell.kind, cell.ends, behind].append((row, cell))
    for each in lines.values():
        yield _line(grid, each, today)


def _due(grid: Grid, cell: GridCell, today: date) -> date:
    """A life meeting may wait until March, yet is asked for in its own year first."""
    year_end = date(grid.year, 12, 31)
    return year_end if cell.ends > year_end >= today else cell.ends


def _line(grid: Grid, cells: list[tuple[GridRow, GridCell]], today: date) -> Todo:
    row, cell = cells[0]
    kind = KINDS.get(cell.kind)
    label = kind.label if kind else row.label
    behind = cell.state is DutyState.BEHIND
    names = "、".join(row.label for row, _ in cells) if len(cells) > 1 and not behind else ""
    verb = "补上" if behind else "安排" if kind else "做"
    # Several groups in one line: the form has all of them ticked.
    url = cell.url.partition("&group=")[0] if names else cell.url
    url = reverse("activity_open", args=[cell.row]) if cell.row is not None else url
    return Todo(
        f"{verb}{'' if behind else _period(grid, cell)}{label}",
        f"{names}还没有登记。" if names else f"{'；'.join(each.said for _, each in cells)}。",
        cell.act,
        url,
        clock.end_of(_due(grid, cell, today)),
        row.code,
        row.title,
        post=cell.row is not None,
    )


def _period(grid: Grid, cell: GridCell) -> str:
    if cell.span == 12:
        return f"{grid.year}年"
    return f"{cell.ends.month}月" if cell.span == 1 else f"第{cell.ends.month // 3}季度"


def _missing(grid: Grid) -> Todo | None:
    """All that is over in one line, with its numbers; it waits for whenever there is time."""
    counts: dict[str, int] = defaultdict(int)
    for row, cell in grid.missing:
        if cell.kind not in SAID_ELSEWHERE:
            counts[KINDS[cell.kind].label if cell.kind in KINDS else row.label] += 1
    if not counts:
        return None
    text = "、".join(f"{label}{number}期" for label, number in counts.items())
    url = f"{reverse('year_grid')}?branch={grid.branch.pk}&year={grid.year}#missing"
    return Todo(f"今年有{sum(counts.values())}项没有登记", f"{text}。开过没有记的，补登记。", "去看", url)
