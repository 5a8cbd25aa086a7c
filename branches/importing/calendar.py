"""The yearly notice of holidays as a table: 日期, 类型 (放假 or 上班), 名称 (CAL-01)."""

from collections.abc import Sequence
from datetime import date, datetime

from branches.rules.calendar import DayOverride
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet

OFF = frozenset({"放假", "休", "休息", "假", "节假日", "否"})
WORKED = frozenset({"上班", "班", "调休上班", "补班", "工作日", "是"})


def read_days(sheets: Sequence[Sheet]) -> dict[date, DayOverride]:
    """Day → worked or not, and the holiday's name; DomainError names the row that cannot be read."""
    found: dict[date, DayOverride] = {}
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, start=sheet.first_row):
            cells = [cell for cell in row if cell not in (None, "")]
            if not cells or _is_head(cells):
                continue
            day, override = _read(cells, number)
            found[day] = override
    if not found:
        raise DomainError("表里没有读到日期。每行写：日期、放假或上班、名称。", field="file", code="no_days")
    return found


def _is_head(cells: Sequence[Cell]) -> bool:
    return any(str(cell).strip() in ("日期", "类型", "名称") for cell in cells)


def _read(cells: Sequence[Cell], number: int) -> tuple[date, DayOverride]:
    day = _day(cells[0])
    word = str(cells[1]).strip() if len(cells) > 1 else ""
    if day is None:
        raise DomainError(f"第 {number} 行第一列应是日期，如 2027-10-01，现在是“{cells[0]}”。", field="file")
    if word not in OFF | WORKED:
        raise DomainError(f"第 {number} 行第二列应填放假或上班，现在是“{word}”。", field="file")
    name = str(cells[2]).strip() if len(cells) > 2 else ""
    return day, DayOverride(is_workday=word in WORKED, name=name[:40])


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = (
        str(cell)
        .strip()
        .replace("年", "-")
        .replace("月", "-")
        .rstrip("日")
        .replace("/", "-")
        .replace(".", "-")
    )
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    except ValueError:
        return None
