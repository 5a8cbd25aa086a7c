"""Opens one workbook in a process of its own: two cells in opposite corners fill any memory, and the library below
ends the whole process when it finds none. Run as a program it knows the standard library and that library alone.
"""

import io
import json
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 30
MOST_CELLS = 3_000_000
PASSWORD, DAMAGED, TOO_LARGE = "password", "damaged", "too_large"  # what is wrong with it
# How a value that JSON has no word for is marked.
_KINDS = {"datetime": datetime, "date": date, "time": time}


def tables(content: bytes, most_rows: int) -> list[dict[str, Any]]:
    """The worksheets with their rows, merged ranges, and whether somebody who opens the file sees them."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for about in workbook.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        found.append(
            {
                "name": about.name,
                "visible": about.visible == SheetVisibleEnum.Visible,
                "rows": sheet.to_python(skip_empty_area=False, nrows=most_rows),
                "merged": sheet.merged_cell_ranges or [],
            }
        )
    return found


def told(value: object) -> object:
    """As JSON says it."""
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    for kind in _KINDS:
        if type(value) is _KINDS[kind]:
            return {kind: value.isoformat()}  # type: ignore[attr-defined]
    return str(value)


def untold(marked: dict[str, Any]) -> Any:
    """The value behind the mark."""
    if marked.keys() == {"seconds"}:
        return timedelta(seconds=marked["seconds"])
    for kind, made in _KINDS.items():
        if marked.keys() == {kind}:
            return made.fromisoformat(marked[kind])  # type: ignore[attr-defined]
    return marked


def _answer(content: bytes, most_rows: int) -> dict[str, Any]:
    from python_calamine import PasswordError

    try:
        found = tables(content, most_rows)
    except PasswordError:
        return {"wrong": PASSWORD}
    except MemoryError:
        return {"wrong": TOO_LARGE}
    except BaseException:  # a panic of the library below is no Exception
        return {"wrong": DAMAGED}
    if any(sum(map(len, sheet["rows"])) > MOST_CELLS for sheet in found):
        return {"wrong": TOO_LARGE}
    return {"sheets": found}


def _limit_this_process() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_this_process()
    answer = _answer(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.write(json.dumps(answer, default=told))
