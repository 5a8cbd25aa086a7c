"""A branch's roster as offices keep it: which column is what, and what each row says (A01, N38)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from members.choices import Sex, Standing
from members.importing.cells import (
    UnreadableCellError,
    read_date,
    read_phone,
    read_sex,
    read_standing,
    text_of,
)
from members.importing.columns import LABELS, header_field
from members.importing.reading import Person, Reading, Refusal
from members.rules.names import tidy_name
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet

HEAD_WITHIN = 20
_TOTALS = ("合计", "总计", "共计", "填表", "备注", "说明", "注:", "注：", "制表")


def read_roster(sheets: Sequence[Sheet], today: date) -> Reading:
    """Every sheet that has a column 姓名; DomainError when none has."""
    reading = Reading()
    for sheet in sheets:
        found = _head_of(sheet)
        if found is not None:
            _read_sheet(sheet, found, today, reading)
    if not reading.sheets:
        raise DomainError(
            "没有找到写着“姓名”的表头。请检查表格第一行，至少要有“姓名”“性别”“入党时间”三列。",
            field="file",
            code="no_head",
        )
    return reading


def _head_of(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    best: tuple[int, dict[str, int]] | None = None
    for index, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        columns: dict[str, int] = {}
        for position, cell in enumerate(row):
            name = header_field(cell)
            if name is not None:
                columns.setdefault(name, position)
        if "name" in columns and (best is None or len(columns) > len(best[1])):
            best = index, columns
    return best


def _read_sheet(sheet: Sheet, found: tuple[int, dict[str, int]], today: date, reading: Reading) -> None:
    top, columns = found
    head = [text_of(cell) for cell in sheet.rows[top]]
    reading.sheets.append(sheet.name)
    reading.head = reading.head or head
    reading.columns.update({name: head[position] for name, position in columns.items()})
    taken = set(columns.values())
    reading.ignored += [
        label
        for position, label in enumerate(head)
        if label and position not in taken and label not in _COUNTERS
    ]
    for offset, cells in enumerate(sheet.rows[top + 1 :], start=top + 1):
        row = _Row(sheet, offset + sheet.first_row, cells, columns, head)
        if row.is_empty or row.is_no_person:
            continue
        try:
            reading.people.append(row.person(today))
        except _RowRefused as refusal:
            reading.refused.append(refusal.refusal)


_COUNTERS = frozenset({"序号", "编号", "No", "NO", "No."})


class _RowRefused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.refusal = refusal


@dataclass
class _Row:
    sheet: Sheet
    number: int
    cells: list[Cell]
    columns: dict[str, int]
    head: list[str]

    @property
    def is_empty(self) -> bool:
        return not any(text_of(self._cell(name)) for name in self.columns)

    @property
    def is_no_person(self) -> bool:
        """Whether it is no person: the head once more, a sum, or a remark in a single cell."""
        filled = [text for text in self.as_text() if text]
        if header_field(self._cell("name")) == "name" or filled[0].startswith(_TOTALS):
            return True
        return len(filled) == 1 and (len(filled[0]) > 20 or any(mark in filled[0] for mark in "，,。；:："))

    def person(self, today: date) -> Person:
        name = tidy_name(text_of(self._cell("name")))
        if not name:
            raise self._refuse("name", "姓名")
        joined, month_only = self._date("joined_on", today)
        full, full_month_only = self._date("full_on", today)
        standing: Standing | None = self._read("standing", read_standing)
        sex: Sex | None = self._read("sex", read_sex)
        if joined and full and full < joined:
            raise self._refuse("full_on", "不早于入党时间的日期")
        if standing == Standing.PROBATIONARY and full:
            raise self._refuse("full_on", "空白，因为这一行是预备党员")
        vague = {"joined_on": month_only, "full_on": full_month_only}
        month_only_fields = tuple(name for name, is_vague in vague.items() if is_vague)
        return Person(
            sheet=self.sheet.name,
            row=self.number,
            name=name,
            sex=str(sex) if sex else None,
            joined_on=joined,
            full_on=full,
            standing=str(standing) if standing else None,
            phone=self._read("phone", read_phone) or "",
            group=re.sub(r"\s+", "", text_of(self._cell("group"))),
            notes=tuple(f"{LABELS[name]}只有年月，按 1 日计" for name in month_only_fields),
            month_only=month_only_fields,
            cells=self.as_text(),
        )

    def _cell(self, name: str) -> Cell:
        position = self.columns.get(name)
        return self.cells[position] if position is not None and position < len(self.cells) else None

    def _read(self, name: str, reader: Callable[[Cell], Any]) -> Any:
        try:
            return reader(self._cell(name))
        except UnreadableCellError as needed:
            raise self._refuse(name, str(needed)) from None

    def _date(self, name: str, today: date) -> tuple[date | None, bool]:
        found = self._read(name, lambda cell: read_date(cell, today))
        return found if found is not None else (None, False)

    def _refuse(self, name: str, needed: str) -> _RowRefused:
        position = self.columns.get(name)
        column = self.head[position] if position is not None else LABELS[name]
        return _RowRefused(
            Refusal(
                sheet=self.sheet.name,
                row=self.number,
                column=column,
                read=text_of(self._cell(name)),
                needed=needed,
                cells=self.as_text(),
            )
        )

    def as_text(self) -> tuple[str, ...]:
        return tuple(text_of(cell) for cell in self.cells)
