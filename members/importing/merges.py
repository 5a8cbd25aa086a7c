"""Cells merged down over several people: what stands in the first row holds for the others too."""

from members.importing.heads import Head
from partywork.common.spreadsheets import Cell, Sheet

# What belongs to one person alone is never taken over from the row above.
OWN = frozenset({"name", "id_number", "phone", "landline"})


def filled_down(sheet: Sheet, head: Head) -> tuple[list[list[Cell]], set[int]]:
    """The rows with merged cells repeated downwards, and the rows whose name is merged with the one above."""
    rows = sheet.rows
    continued: set[int] = set()
    own = {head.columns[name] for name in OWN if name in head.columns}
    for (top, left), (bottom, right) in sheet.merged:
        if top < head.below or bottom == top:
            continue
        for index in range(top + 1, min(bottom + 1, len(rows))):
            if left == head.columns["name"]:
                continued.add(index)
                _put(rows[index], left, rows[top][left])
            for column in range(left, right + 1):
                if column not in own and column < len(rows[top]):
                    _put(rows[index], column, rows[top][column])
    return rows, continued


def _put(row: list[Cell], column: int, value: Cell) -> None:
    if column < len(row) and row[column] in (None, ""):
        row[column] = value
