"""The board as a spreadsheet: one row a branch, one column a month, in words (C02, PI-13)."""

from collections.abc import Iterator

from activities.reports.board import board
from branches.scoping import Scope
from partywork.common import clock
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = ("支部", *(f"{month}月" for month in range(1, 13)), "说明")


def board_sheet(scope: Scope, year: int, *, search: str, by: str) -> bytes:
    taken = f"{by} {clock.now():%Y-%m-%d %H:%M} 导出"
    return write_sheet(f"{year}年纪实表报送", HEAD, _rows(scope, year, search), notes=(taken,))


def _rows(scope: Scope, year: int, search: str) -> Iterator[tuple[Cell, ...]]:
    after = ""
    while True:
        shown = board(scope, year, search=search, after=after)
        for row in shown.rows:
            yield (row.branch.name, *(cell.said for cell in row.cells), "，".join(row.reasons))
        if not shown.after:
            return
        after = shown.after
