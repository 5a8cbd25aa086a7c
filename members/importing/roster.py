"""A branch's roster as offices keep it: which column is what, and what each row says (A01, N38)."""

from collections.abc import Mapping, Sequence
from datetime import date

from members.importing.cells import text_of
from members.importing.faults import refusal_of
from members.importing.heads import Head, head_of
from members.importing.merges import filled_down
from members.importing.reading import Reading
from members.importing.rows import Row, RowRefused
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Sheet

_COUNTERS = frozenset({"序号", "编号", "No", "NO", "No."})


def read_roster(sheets: Sequence[Sheet], today: date, said: Mapping[str, str] | None = None) -> Reading:
    """Every sheet that has a column 姓名; DomainError when none has. `said`: the committee's own headings."""
    reading = Reading()
    for sheet in sheets:
        head = head_of(sheet, said)
        if head is not None:
            _read_sheet(sheet, head, today, reading)
    if not reading.sheets:
        raise DomainError(
            "没有找到写着“姓名”的表头。请检查表格第一行，至少要有“姓名”“性别”“入党时间”三列。",
            field="file",
            code="no_head",
        )
    return reading


def _read_sheet(sheet: Sheet, head: Head, today: date, reading: Reading) -> None:
    reading.sheets.append(sheet.name)
    reading.head = reading.head or list(head.labels)
    reading.columns.update({name: head.labels[position] for name, position in head.columns.items()})
    taken = set(head.columns.values())
    reading.ignored += [
        label
        for position, label in enumerate(head.labels)
        if label and position not in taken and label not in _COUNTERS and label not in reading.ignored
    ]
    people, continued = filled_down(sheet, head)
    for offset in range(head.below, len(people)):
        row = Row(sheet.name, offset + sheet.first_row, people[offset], head)
        if row.is_empty or row.is_no_person:
            continue
        try:
            if offset in continued and text_of(row.cell("name")):
                raise row.refuse("name", "每人一行；这个单元格和上一行合并了，请取消合并，各填各的")
            reading.people.append(row.person(today))
        except RowRefused as refused:
            reading.refused.append(refusal_of(row, refused, today))
