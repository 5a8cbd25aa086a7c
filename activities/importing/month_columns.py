"""Plans laid out the other way round: the months side by side, what is to be done beneath each."""

import re
from collections import defaultdict

from activities.importing.fields import Fields, rows_from
from activities.importing.folding import squeeze
from activities.importing.headers import Column, column_of
from activities.importing.lines import GridRow, ReadRow
from activities.importing.numerals import MONTH, number
from activities.importing.when import When

_MONTH = re.compile(rf"(?:\d{{4}}年)?({MONTH})月份?")
FEWEST = 2


def month_columns(row: GridRow) -> dict[int, int] | None:
    """Column → month when the row is a row of months, else None."""
    filled = [(index, squeeze(cell.text)) for index, cell in enumerate(row.cells) if cell.text]
    found = {index: match for index, text in filled if (match := _MONTH.fullmatch(text))}
    months = {index: number(match[1]) for index, match in found.items()}
    if len(set(months.values())) < FEWEST or len(filled) - len(months) > 1:
        return None
    return months


def read_month_columns(months: dict[int, int], below: list[GridRow], default: str | None) -> list[ReadRow]:
    """The rows under one row of months. A first column with headings (主题, 责任人) makes one row a month."""
    left = min(months)
    labels = [row.cells[0].text if left > 0 and row.cells else "" for row in below]
    if sum(1 for label in labels if column_of(label)) > 1:
        return _by_label(months, below, labels, default)
    rows = []
    for row, label in zip(below, labels, strict=True):
        for index, month in months.items():
            if index < len(row.cells) and row.cells[index].text and not row.cells[index].continues:
                fields = Fields.of({Column.CONTENT: row.cells[index].text, Column.MODE: label} if label
                                   else {Column.CONTENT: row.cells[index].text})  # fmt: skip
                when = When(f"{month}月", 0, 0, (month,))
                rows += rows_from(fields, when, source=row.place, lines=row.lines, default=default)
    return rows


def _by_label(
    months: dict[int, int], below: list[GridRow], labels: list[str], default: str | None
) -> list[ReadRow]:
    together: dict[int, Fields] = defaultdict(Fields)
    for row, label in zip(below, labels, strict=True):
        for index, month in months.items():
            if index < len(row.cells):
                together[month].add(column_of(label) or Column.CONTENT, row.cells[index].text)
    lines = tuple(line for row in below for line in row.lines)
    return [
        row
        for month, fields in together.items()
        if fields.content
        for row in rows_from(
            fields, When(f"{month}月", 0, 0, (month,)), source=below[0].place, lines=lines, default=default
        )
    ]
