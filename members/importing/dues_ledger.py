"""A year of the paper ledger F-17 as offices keep it: names down, months across, in the cells what was paid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from members.importing.cells import text_of
from members.rules.names import tidy_name
from partywork.common.errors import DomainError
from partywork.common.money import read_yuan, to_fen
from partywork.common.spreadsheets import Cell, Sheet

HEAD_WITHIN = 20
_MONTH = re.compile(r"(?:\d{4}年)?(\d{1,2})月(?:份)?(?:党费|实交|金额)?")
_CHINESE = dict(
    zip(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"),
        range(1, 13),
        strict=True,
    )
)
_TOTALS = ("合计", "总计", "共计", "小计", "月合计", "备注", "说明")
_NOTHING = frozenset({"", "-", "—", "/", "0", "0.0", "0.00", "无"})


@dataclass(frozen=True)
class LedgerLine:
    """One member's year: what was paid for which month, in fen."""

    row: int
    name: str
    paid: dict[int, int]


@dataclass
class LedgerReading:
    """What could be read, and what could not, with the place and what was expected."""

    lines: list[LedgerLine] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read_ledger(sheets: Sequence[Sheet]) -> LedgerReading:
    """The first sheet with a column 姓名 and at least one of the twelve months; DomainError when none has."""
    for sheet in sheets:
        found = _head_of(sheet)
        if found is not None:
            return _read(sheet, *found)
    raise DomainError(
        "没有找到写着“姓名”和“1月”“2月”……的表头。请检查表格，每人一行，月份各占一列，格里写实交的元数。",
        field="file",
        code="no_head",
    )


def _head_of(sheet: Sheet) -> tuple[int, int, dict[int, int]] | None:
    for index, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        months: dict[int, int] = {}
        name = None
        for position, cell in enumerate(row):
            plain = re.sub(r"\s", "", text_of(cell))
            month = _month(plain)
            if month is not None:
                months.setdefault(month, position)
            elif plain in ("姓名", "党员姓名"):
                name = position
        if name is not None and months:
            return index, name, months
    return None


def _month(plain: str) -> int | None:
    found = _MONTH.fullmatch(plain)
    if found and 1 <= int(found[1]) <= 12:
        return int(found[1])
    return (
        _CHINESE.get(plain.removesuffix("份").removesuffix("月")) if plain.endswith(("月", "月份")) else None
    )


def _read(sheet: Sheet, top: int, name_at: int, months: dict[int, int]) -> LedgerReading:
    reading, seen = LedgerReading(), set[str]()
    for offset, cells in enumerate(sheet.rows[top + 1 :], start=top + 1):
        row = offset + sheet.first_row
        name = tidy_name(text_of(_cell(cells, name_at)))
        if not name or name.startswith(_TOTALS):
            continue
        if name in seen:
            reading.refused.append(
                f"第 {row} 行“{name}”：前面已有同名的一行，请合并，或在姓名后加以区别后分别登记。"
            )
            continue
        seen.add(name)
        paid, wrong = {}, []
        for month, position in sorted(months.items()):
            text = text_of(_cell(cells, position)).removesuffix("元")
            if text in _NOTHING:
                continue
            try:
                fen = to_fen(_yuan(text))
            except ValueError as expected:
                wrong.append(f"第 {row} 行“{name}”{month}月：{expected}")
                continue
            if fen:
                paid[month] = fen
        if wrong:
            reading.refused += wrong
        elif paid:
            reading.lines.append(LedgerLine(row, name, paid))
    return reading


def _yuan(text: str) -> Decimal:
    """A spreadsheet keeps 34.57 as a float: 34.57000000001 is the same amount."""
    if re.fullmatch(r"\d+\.\d{5,}", text):
        rounded = Decimal(text).quantize(Decimal("0.01"))
        if abs(rounded - Decimal(text)) < Decimal("0.00001"):
            return rounded
    return read_yuan(text, what="实交金额")


def _cell(cells: list[Cell], position: int) -> Cell:
    return cells[position] if position < len(cells) else None
