"""The tables as a spreadsheet and as plain lines for programs (ST-03, ST-07: exported only, nothing is sent)."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from members.documents.statistics import StatisticsSheet
from partywork.common.spreadsheets import Cell, defused, write_sheet

HEAD = ("表", "项目", "栏", "人数")


def statistics_xlsx(sheet: StatisticsSheet, *, exporter: str, at: datetime) -> bytes:
    """One table below the other, each with its own columns."""
    width = max((len(table.columns) for table in sheet.tables), default=1)
    rows: list[list[Cell]] = [["两年比较", "人数"], [sheet.before_label, sheet.before]]
    rows += [[f"增加：{row.label}", *row.figures] for row in sheet.ins]
    rows += [[f"减少：{row.label}", *row.figures] for row in sheet.outs]
    rows += [[f"{sheet.period}党员", sheet.after], [sheet.sentence]]
    for table in sheet.tables:
        rows += [[], [table.title, *table.columns]]
        rows += [[row.label, *row.figures] for row in table.rows]
        rows += [[table.note]] if table.note else []
    notes = [f"由 {exporter} 于 {at:%Y-%m-%d %H:%M} 导出。"]
    head = (sheet.organization, sheet.period, *[""] * (width - 1))
    return write_sheet("党统汇总", head, rows, notes=notes)


def statistics_csv(sheet: StatisticsSheet) -> str:
    """Long form: one figure a line, with its table, its line and its column."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for table, label, column, figure in _lines(sheet):
        writer.writerow([defused(table), defused(label), defused(column), figure])
    return text.getvalue()


def _lines(sheet: StatisticsSheet) -> Iterator[tuple[str, str, str, int]]:
    yield "两年比较", "上期末", "人数", sheet.before
    for row in (*sheet.ins, *sheet.outs):
        yield "两年比较", row.label, "人数", row.figures[0]
    yield "两年比较", "期末", "人数", sheet.after
    for table in sheet.tables:
        for row in table.rows:
            for column, figure in zip(table.columns, row.figures, strict=True):
                yield table.title, row.label, column, figure
