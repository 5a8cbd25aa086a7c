"""The board as a spreadsheet: one row a branch, one column a month, in words (C02, PI-13)."""

from collections.abc import Iterator

from activities.reports.board import board_rows
from branches.scoping import Scope
from partywork.common import clock
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = ("支部", *(f"{month}月" for month in range(1, 13)), "说明")


def board_sheet(scope: Scope, year: int, *, search: str, only_help: bool, by: str) -> bytes:
    taken = f"{by} {clock.now():%Y-%m-%d %H:%M} 导出"
    return write_sheet(f"{year}年纪实表报送", HEAD, _rows(scope, year, search, only_help), notes=(taken,))


def _rows(scope: Scope, year: int, search: str, only_help: bool) -> Iterator[tuple[Cell, ...]]:
    for row in board_rows(scope, year, search=search):
        if row.needs_help or not only_help:
            yield (row.branch.name, *(cell.said for cell in row.cells), "，".join(row.reasons))
