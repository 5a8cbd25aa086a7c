"""A workbook to tables: every visible sheet, merged cells filled down, dates as dates."""

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any

from activities.importing.errors import PlanUnreadable
from activities.importing.files import title_of
from activities.importing.lines import Cell, Document, Grid, GridRow, Line
from partywork.common.clock import full_date
from partywork.common.workbooks import PASSWORD, TOO_LARGE, WorkbookRefused, open_workbook

MOST_ROWS = 3000
MOST_SHEETS = 40
MOST_COLUMNS = 200
MOST_CELLS = 3_000_000
_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Za-z]{1,3})(\d{1,7})"')


def read_sheets(data: bytes, filename: str) -> Document:
    """Raises PlanUnreadable when the workbook is locked, damaged, or wider than any plan."""
    name = title_of(filename)
    _require_sane_extent(data, name)
    try:
        tables = open_workbook(data, most_rows=MOST_ROWS)
    except WorkbookRefused as refusal:
        if refusal.wrong == PASSWORD:
            raise PlanUnreadable(f"{name}有打开密码，请去掉密码后再上传。") from refusal
        if refusal.wrong == TOO_LARGE:
            raise PlanUnreadable(f"{name}大得不像一份计划，请只保留计划部分。") from refusal
        raise _damaged(name) from refusal
    builder = _Builder(name)
    for table in tables:
        if len(builder.grids) >= MOST_SHEETS:
            builder.remarks.append(f"工作表「{table.name}」在第 {MOST_SHEETS} 张之后，没有读")
        elif not table.is_visible:
            builder.remarks.append(f"工作表「{table.name}」是隐藏的，没有读")
        else:
            builder.add(table.name, table.rows, table.merged)
    return builder.document()


def _damaged(name: str) -> PlanUnreadable:
    return PlanUnreadable(f"{name}已经损坏，读不出来，请用 Excel 或 WPS 重新保存后再上传。")


def _require_sane_extent(data: bytes, name: str) -> None:
    """Two cells in opposite corners make a sheet of billions of cells in memory: look before opening."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.namelist():
                if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
                    _require_sane_sheet(archive.read(entry), name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise _damaged(name) from error


def _require_sane_sheet(content: bytes, name: str) -> None:
    widest = deepest = 0
    for letters, digits in _REFERENCE.findall(content):
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        widest, deepest = max(widest, column), max(deepest, int(digits))
    if widest * deepest > MOST_CELLS:
        raise PlanUnreadable(
            f"{name}有一张工作表大到第 {deepest} 行、第 {widest} 列，不像一份计划，请只保留计划部分。"
        )


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.remarks: list[str] = []

    def add(
        self, sheet: str, rows: list[list[Any]], merged: list[tuple[tuple[int, int], tuple[int, int]]]
    ) -> None:
        cells = [[_cell(value) for value in row[:MOST_COLUMNS]] for row in rows]
        _fill_down(cells, merged)
        grid_rows = []
        for number, row in enumerate(cells, 1):
            if not any(cell.text for cell in row):
                continue
            shown = "　".join(
                cell.text.replace("\n", " ") for cell in row if cell.text and not cell.continues
            )
            line = Line(len(self.lines) + 1, f"{sheet} 第{number}行", shown)
            self.lines.append(line)
            grid_rows.append(GridRow((line.number,), f"工作表「{sheet}」第{number}行", tuple(row)))
        if len(rows) >= MOST_ROWS:
            self.remarks.append(f"工作表「{sheet}」超过 {MOST_ROWS} 行，后面的没有读")
        if grid_rows:
            self.grids.append(Grid(sheet, tuple(grid_rows), lettered=True))

    def document(self) -> Document:
        if not self.grids:
            raise PlanUnreadable(f"{self.name}的工作表都是空的，没有可读的内容。")
        return Document(tuple(self.grids), tuple(self.lines), tuple(self.remarks))


def _fill_down(cells: list[list[Cell]], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, _right) in merged:
        if top >= len(cells) or left >= len(cells[top]):
            continue
        origin = cells[top][left]
        for row in cells[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = Cell(origin.text, origin.day, continues=True)


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        clock = f" {value:%H:%M}" if value.time() != time() else ""
        return Cell(f"{full_date(value)}{clock}", value.date())
    if isinstance(value, date):
        return Cell(full_date(value), value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return Cell(str(int(value)))
    return Cell(str(value).strip())
