"""Columns that nobody named, and date columns that mean months."""

import re

from activities.importing.headers import NOT_A_PLAN, Column
from activities.importing.lines import GridRow
from activities.importing.time_cells import read_time_cell


def guess_columns(rows: list[GridRow], year: int) -> dict[int, Column] | None:
    """A table without headings: the column of months and the longest texts beside it, if there are."""
    if not rows or NOT_A_PLAN.search("".join(cell.text for row in rows[:2] for cell in row.cells)):
        return None
    width = max(len(row.cells) for row in rows)
    columns = [
        [row.cells[i].text for row in rows if i < len(row.cells) and row.cells[i].text] for i in range(width)
    ]
    time = next((i for i, texts in enumerate(columns) if _is_time(texts, year)), None)
    if time is None:
        return None
    numbers = {
        i: Column.NUMBER for i, texts in enumerate(columns) if texts and all(t.isdigit() for t in texts)
    }
    rest = [i for i in range(width) if i != time and i not in numbers and columns[i]]
    if not rest:
        return None
    content = max(rest, key=lambda i: sum(map(len, columns[i])) / len(columns[i]))
    # What stands between the time and the content is how it is held; what comes after, nobody can tell.
    modes = {i: Column.MODE for i in rest if time < i < content}
    remarks = {i: Column.REMARK for i in rest if i != content and i not in modes}
    return dict(sorted({**numbers, time: Column.TIME, content: Column.CONTENT, **modes, **remarks}.items()))


def _is_time(texts: list[str], year: int) -> bool:
    if not texts or all(text.isdigit() for text in texts):
        return False
    readable = sum(1 for text in texts if len(text) <= 20 and read_time_cell(text, year))
    return readable * 2 > len(texts)


def keeps_months_only(rows: list[GridRow], columns: dict[int, Column], headings: dict[int, str]) -> set[int]:
    """Time columns whose dates stand for whole months: headed 月份, or every date the first of a month."""
    found = set()
    for index, column in columns.items():
        if column is not Column.TIME:
            continue
        heading = headings.get(index, "")
        days = [row.cells[index].day for row in rows if index < len(row.cells) and row.cells[index].day]
        firsts = len(days) > 1 and all(day.day == 1 for day in days if day)
        if re.search("月", heading) or (firsts and not re.search("日期|具体", heading)):
            found.add(index)
    return found


def column_name(index: int, *, lettered: bool) -> str:
    """What the column is called where it stands: C列 in a spreadsheet, 第3列 in a text."""
    if not lettered:
        return f"第{index + 1}列"
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return f"{letters}列"
