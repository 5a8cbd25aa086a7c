"""One row of a roster: who stands in it, or why it is not taken."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from members.choices import Sex, Standing
from members.importing.cells import SPACES, UnreadableCellError, read_date, read_sex, read_standing, text_of
from members.importing.cells_personal import read_numbers, read_yes_and_more
from members.importing.columns import LABELS, is_name_heading
from members.importing.heads import Head
from members.importing.readers import DAYS, LENIENT, PLAIN, TWOFOLD
from members.importing.reading import Person, Refusal
from members.rules import id_numbers
from members.rules.names import tidy_name
from members.rules.roster_checks import joined_too_young, unreadable_name
from partywork.common.spreadsheets import Cell

TOTALS = ("合计", "总计", "共计", "小计", "填表", "备注", "说明", "注:", "注：", "制表", "审核人", "单位盖章")


class RowRefused(Exception):
    """The row is not taken; says which column and what is needed there."""

    def __init__(self, item: str, refusal: Refusal) -> None:
        super().__init__(refusal.text)
        self.item, self.refusal = item, refusal


@dataclass
class Row:
    """A row as it stands in the file, under its heading."""

    sheet_name: str
    number: int
    cells: list[Cell]
    head: Head

    @property
    def is_empty(self) -> bool:
        texts, columns = self.texts, self.head.columns.values()
        return not any(texts[at] for at in columns if at < len(texts))

    @property
    def is_no_person(self) -> bool:
        """Whether it is no person: the head once more, a sum, or a remark in a single cell."""
        if is_name_heading(self.cell("name")):
            return True
        filled = [text for text in self.texts if text]
        if filled[0].startswith(TOTALS):
            return True
        return len(filled) == 1 and (len(filled[0]) > 20 or any(mark in filled[0] for mark in "，,。；:："))

    def person(self, today: date) -> Person:
        """Who stands in the row; RowRefused at the first cell that cannot be read or contradicts another."""
        name = tidy_name(text_of(self.cell("name")))
        needed = unreadable_name(name)
        if needed:
            raise self.refuse("name", needed)
        month_only: list[str] = []
        joined = self._date("joined_on", read_date, today, month_only)
        full = self._date("full_on", read_date, today, month_only)
        standing: Standing | None = self._read("standing", read_standing)
        sex: Sex | None = self._read("sex", read_sex)
        if joined and full and full < joined:
            raise self.refuse("full_on", "不早于入党时间的日期")
        if standing == Standing.PROBATIONARY and full:
            raise self.refuse("full_on", "空白，因为这一行是预备党员")
        phone, landline = self._read("phone", read_numbers)
        notes: list[str] = []
        items = self._items(today, month_only, notes)
        if landline:
            items.setdefault("landline", landline)
        sex = self._checked_by_number(items, sex, month_only, notes)
        self._check_age(items, joined, notes)
        notes = [*(f"{LABELS[item]}只有年月，按 1 日计" for item in month_only), *notes]
        return Person(
            sheet=self.sheet_name,
            row=self.number,
            name=name,
            sex=str(sex) if sex else None,
            joined_on=joined,
            full_on=full,
            standing=str(standing) if standing else None,
            phone=phone,
            group=SPACES.sub("", text_of(self.cell("group"))),
            branch=SPACES.sub("", text_of(self.cell("branch"))),
            items=items,
            notes=tuple(notes),
            month_only=tuple(month_only),
            cells=self.texts,
        )

    def cell(self, name: str) -> Cell:
        return self._under_heads.get(name)

    @cached_property
    def _under_heads(self) -> dict[str, Cell]:
        """What stands under each heading; what was typed as text is plain text already."""
        cells, texts = self.cells, self.texts
        return {
            name: texts[at] if isinstance(cells[at], str) else cells[at]
            for name, at in self.head.columns.items()
            if at < len(cells)
        }

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every cell as text, as the refused row is handed back."""
        return tuple([text_of(cell) for cell in self.cells])

    def refuse(self, name: str, needed: str) -> RowRefused:
        position = self.head.columns.get(name)
        return RowRefused(
            name,
            Refusal(
                sheet=self.sheet_name,
                row=self.number,
                column=self.head.labels[position] if position is not None else LABELS[name],
                read=text_of(self.cell(name)),
                needed=needed,
                cells=self.texts,
            ),
        )

    def _items(self, today: date, month_only: list[str], notes: list[str]) -> dict[str, Any]:
        """The items beyond the seven first ones, as far as they are filled in."""
        found: dict[str, Any] = {}
        for name in self.head.columns:
            if name in PLAIN:
                found[name] = self._read(name, PLAIN[name])
            elif name in DAYS:
                found[name] = self._date(name, DAYS[name], today, month_only)
            elif name in TWOFOLD:
                self._twofold(name, TWOFOLD[name], today, found)
            elif name in LENIENT:
                try:
                    found[name] = LENIENT[name](self.cell(name))
                except UnreadableCellError as needed:
                    notes.append(f"{LABELS[name]}“{text_of(self.cell(name))}”没有读，应填{needed}")
        return {name: value for name, value in found.items() if value not in ("", None)}

    def _twofold(self, name: str, more: str, today: date, found: dict[str, Any]) -> None:
        """是/2019.5.1 in one cell: the answer, and the day or the place that belongs to it."""
        answer, rest = read_yes_and_more(self.cell(name))
        found[name] = answer
        if not rest or found.get(more):
            return
        if more in DAYS:
            found[more] = self._read(name, lambda _cell: (DAYS[more](rest, today) or (None,))[0])
        else:
            found[more] = rest

    def _checked_by_number(
        self, items: dict[str, Any], sex: Sex | None, month_only: list[str], notes: list[str]
    ) -> Sex | None:
        """Sex and birth against the identity number: sex must agree, of two birth dates both are kept (E-72)."""
        if "id_number" not in items:
            return sex
        number = id_numbers.read_id_number(items["id_number"])
        by_number = Sex.MALE if number.is_male else Sex.FEMALE
        if sex is not None and sex != by_number:
            raise self.refuse("sex", f"和身份证号一致的性别（号码表示{by_number.label}）")
        born: date | None = items.get("birth_date")
        if born is None or born == number.birth_date:
            return by_number
        if "birth_date" in month_only and born == number.birth_date.replace(day=1):
            items["birth_date"] = number.birth_date
            month_only.remove("birth_date")
        else:
            notes.append(
                f"出生日期 {born} 和身份证号上的 {number.birth_date} 不同，两个都保存，统计以出生日期为准"
            )
        return by_number

    def _check_age(self, items: dict[str, Any], joined: date | None, notes: list[str]) -> None:
        """Eighteen years at joining: refused under the rules of today, noted for the years before them."""
        born = items.get("birth_date")
        if born is None and "id_number" in items:
            born = id_numbers.read_id_number(items["id_number"]).birth_date
        if born is None or joined is None:
            return
        age, forbidden = joined_too_young(born, joined)
        if age is not None and forbidden:
            raise self.refuse("joined_on", f"年满十八岁以后的日期（{born} 出生，那天 {age} 岁）")
        if age is not None:
            notes.append(f"入党时只有 {age} 岁，请按入党志愿书核对")

    def _read(self, name: str, reader: Callable[[Cell], Any]) -> Any:
        try:
            return reader(self.cell(name))
        except UnreadableCellError as needed:
            raise self.refuse(name, str(needed)) from None

    def _date(
        self,
        name: str,
        reader: Callable[[Cell, date], tuple[date, bool] | None],
        today: date,
        month_only: list[str],
    ) -> date | None:
        found = self._read(name, lambda cell: reader(cell, today))
        if found is None:
            return None
        if found[1]:
            month_only.append(name)
        day: date = found[0]
        return day
