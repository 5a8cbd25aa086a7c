"""A workbook somebody sent, opened where it can harm nobody; what is wrong with it in one word."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError

from partywork.common import sheet_reader

PASSWORD, DAMAGED, TOO_LARGE = sheet_reader.PASSWORD, sheet_reader.DAMAGED, sheet_reader.TOO_LARGE
LONGEST_WAIT = 60
_PROGRAM = Path(sheet_reader.__file__)
Range = tuple[tuple[int, int], tuple[int, int]]


class WorkbookRefused(Exception):
    """Not opened: `wrong` is one of PASSWORD, DAMAGED, TOO_LARGE."""

    def __init__(self, wrong: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong


@dataclass(frozen=True)
class Table:
    """One worksheet as it was filled in, from its first row and column on."""

    name: str
    is_visible: bool
    rows: list[list[Any]]
    merged: list[Range]


def open_workbook(content: bytes, *, most_rows: int) -> list[Table]:
    """The worksheets, at most so many rows of each; WorkbookRefused when there is nothing to be had."""
    try:
        ran = subprocess.run(  # noqa: S603  # our own program, nothing of the file in its name
            [sys.executable, "-I", str(_PROGRAM), str(most_rows)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookRefused(TOO_LARGE) from error
    if ran.returncode != 0:
        raise WorkbookRefused(TOO_LARGE)
    answer = json.loads(ran.stdout, object_hook=sheet_reader.untold)
    if "wrong" in answer:
        raise WorkbookRefused(answer["wrong"])
    return [_table(sheet) for sheet in answer["sheets"]]


def open_own_workbook(content: bytes, *, most_rows: int) -> list[Table]:
    """The same without a fence, for the operator's own large files."""
    try:
        return [_table(sheet) for sheet in sheet_reader.tables(content, most_rows)]
    except (CalamineError, OSError, ValueError) as error:
        raise WorkbookRefused(DAMAGED) from error


def _table(sheet: dict[str, Any]) -> Table:
    rows = sheet["rows"]
    return Table(sheet["name"], sheet["visible"], rows, _inside(sheet["merged"], rows))


def _inside(merged: list[Any], rows: list[list[Any]]) -> list[Range]:
    """Merged ranges cut to the cells there are. More than those cells cannot be merged unless a file lies."""
    width = max(map(len, rows), default=0)
    area, kept = 0, []
    for (top, left), (bottom, right) in merged:
        last_row, last_column = min(bottom, len(rows) - 1), min(right, width - 1)
        area += max(0, last_row - top + 1) * max(0, last_column - left + 1)
        if area > len(rows) * width:
            raise WorkbookRefused(DAMAGED)
        if top <= last_row and left <= last_column:
            kept.append(((top, left), (last_row, last_column)))
    return kept
