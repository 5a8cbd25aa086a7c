"""Every cell of a refused row that cannot be read, so that the office puts the row right once (A01)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from members.importing.cells import UnreadableCellError, read_date, read_sex, read_standing, text_of
from members.importing.cells_personal import read_numbers
from members.importing.readers import DAYS, PLAIN
from members.importing.reading import Fault, Refusal
from members.importing.rows import Row, RowRefused
from members.rules.names import tidy_name
from members.rules.roster_checks import unreadable_name
from partywork.common.spreadsheets import Cell

_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "sex": read_sex,
    "standing": read_standing,
    "phone": read_numbers,
    **PLAIN,
}
_DATES: Mapping[str, Callable[[Cell, date], Any]] = {"joined_on": read_date, "full_on": read_date, **DAYS}


def refusal_of(row: Row, refused: RowRefused, today: date) -> Refusal:
    """The refusal with every other cell that cannot be read; what contradicts another cell is said when both can be."""
    others = [
        Fault(row.head.labels[at], text_of(row.cell(name)), needed)
        for name, at in row.head.columns.items()
        if name != refused.item and (needed := _needed(row, name, today))
    ]
    return replace(refused.refusal, others=tuple(others))


def _needed(row: Row, name: str, today: date) -> str:
    """What is needed in the cell, "" when it can be read."""
    cell = row.cell(name)
    if name == "name":
        return unreadable_name(tidy_name(text_of(cell)))
    try:
        if name in _DATES:
            _DATES[name](cell, today)
        elif name in _READERS:
            _READERS[name](cell)
    except UnreadableCellError as needed:
        return str(needed)
    return ""
