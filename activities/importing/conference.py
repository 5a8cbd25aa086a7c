"""The list of participants that a conference program hands out: who, from when to when, how many minutes (S11).

Tencent Meeting, DingTalk, Feishu and others write different headings over the same five facts; the table may begin
after some lines about the meeting. Somebody who came in twice has two lines, or one line with the sum.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from activities.importing.folding import squeeze
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet


class Field(Enum):
    NAME = "姓名"
    JOINED = "入会时间"
    LEFT = "离会时间"
    MINUTES = "参会时长"


_MEETING = r"(?:首次|最早|最后|最终|末次|累计|总|本次|实际|会议|在线|用户|成员|参会者?|学员|观众)*"
_HEADINGS = (
    (
        Field.MINUTES,
        rf"{_MEETING}(?:参会|入会|在会|会议|观看|在线|学习|停留|出席)?(?:时长|总时长|分钟数?)(?:\(.*\))?",
    ),
    (Field.JOINED, rf"{_MEETING}(?:入会|加入|进入|上线|签到|开始)(?:会议|直播间?)?时间"),
    (Field.LEFT, rf"{_MEETING}(?:退会|离会|退出|离开|下线|结束)(?:会议|直播间?)?时间"),
    (Field.NAME, rf"{_MEETING}(?:姓名|名称|昵称|名字|成员|参会者|参会人员?|参会成员|用户)(?:\(.*\))?"),
)
_COMPILED = tuple((field, re.compile(pattern)) for field, pattern in _HEADINGS)
_MOMENT = re.compile(
    r"(?:(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?)?\s*T?(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
)
_SPAN = re.compile(r"(?:(\d+)(?:小时|时|h))?(?:(\d+)(?:分钟?|m(?:in)?))?(?:(\d+)(?:秒钟?|s))?", re.IGNORECASE)
HEADING_WITHIN = 40  # rows


@dataclass
class Visit:
    """One person of the log: the times he was in, and the minutes as the program summed them up."""

    name: str
    row: int
    spans: list[tuple[datetime, datetime]] = field(default_factory=list)
    joined: datetime | None = None
    left: datetime | None = None
    told: int | None = None

    def minutes_within(self, start: datetime, end: datetime) -> int | None:
        """Minutes inside the activity, counted once where two devices were in at the same time.

        Without both times the program's own sum, at most the whole activity; None where it says neither.
        """
        if self.spans:
            return _covered(self.spans, start, end)
        if self.told is None:
            return None
        return min(self.told, int((end - start).total_seconds() // 60))


def read_log(sheets: Iterable[Sheet], day: date) -> list[Visit]:
    """The people of the log, each once, in its order; DomainError says what was not found."""
    for sheet in sheets:
        found = _heading(sheet)
        if found is not None:
            row, columns = found
            return _visits(sheet, row, columns, day)
    raise DomainError(
        "没有找到参会名单：表里要有“姓名”或“昵称”一列，和入会时间、离会时间或参会时长。",
        code="no_table",
        field="file",
    )


def _heading(sheet: Sheet) -> tuple[int, dict[Field, int]] | None:
    for number, row in enumerate(sheet.rows[:HEADING_WITHIN]):
        columns: dict[Field, int] = {}
        for index, cell in enumerate(row):
            kind = _field_of(cell)
            if kind is not None:
                columns.setdefault(kind, index)
        if Field.NAME in columns and len(columns) > 1:
            return number, columns
    return None


def _field_of(cell: Cell) -> Field | None:
    text = squeeze(str(cell)) if isinstance(cell, str) else ""
    if not text or len(text) > 24:
        return None
    return next((each for each, pattern in _COMPILED if pattern.fullmatch(text)), None)


def _visits(sheet: Sheet, heading: int, columns: dict[Field, int], day: date) -> list[Visit]:
    people: dict[str, Visit] = {}
    for number, row in enumerate(sheet.rows[heading + 1 :], start=sheet.first_row + heading + 1):
        name = str(_cell(row, columns, Field.NAME) or "").strip()[:80]
        if not name or _field_of(name) is not None:
            continue
        visit = people.setdefault(name, Visit(name, number))
        joined = _moment(_cell(row, columns, Field.JOINED), day)
        left = _moment(_cell(row, columns, Field.LEFT), day)
        told = _minutes(_cell(row, columns, Field.MINUTES))
        if joined and left and left > joined:
            visit.spans.append((joined, left))
        visit.joined = min(filter(None, (visit.joined, joined)), default=None)
        visit.left = max(filter(None, (visit.left, left)), default=None)
        if told is not None:
            visit.told = (visit.told or 0) + told
    return list(people.values())


def _cell(row: list[Cell], columns: dict[Field, int], kind: Field) -> Cell:
    index = columns.get(kind)
    return row[index] if index is not None and index < len(row) else None


def _moment(cell: Cell, day: date) -> datetime | None:
    """An hour without a date is one of the activity's day."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=clock.OFFICE)
    if isinstance(cell, time):
        return clock.at(day, cell)
    found = _MOMENT.fullmatch(str(cell).strip()) if isinstance(cell, str) else None
    if found is None:
        return None
    year, month, date_, hour, minute, second = (int(each) if each else 0 for each in found.groups())
    try:
        on = date(year, month, date_) if year else day
        return clock.at(on, time(hour, minute, second))
    except ValueError:
        return None


def _minutes(cell: Cell) -> int | None:
    """01:30:15, 1小时30分, 90分钟, 90, and what a spreadsheet makes of them."""
    if isinstance(cell, timedelta):
        return int(cell.total_seconds() // 60)
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 10_000:
        return int(cell)
    text = squeeze(cell) if isinstance(cell, str) else ""
    if re.fullmatch(r"\d{1,4}(?:\.\d+)?", text):
        return int(float(text))
    if found := re.fullmatch(r"(\d{1,3}):(\d{2})(?::(\d{2}))?", text):
        # 00:45:10 is hours; 45:10 without a third part is minutes and seconds.
        return int(found[1]) * 60 + int(found[2]) if found[3] else int(found[1])
    if text and (found := _SPAN.fullmatch(text)):
        return int(found[1] or 0) * 60 + int(found[2] or 0)
    return None


def _covered(spans: list[tuple[datetime, datetime]], start: datetime, end: datetime) -> int:
    seconds, until = 0.0, start
    for joined, left in sorted(spans):
        begin, finish = max(joined, until), min(left, end)
        if finish > begin:
            seconds += (finish - begin).total_seconds()
            until = finish
    return int(seconds // 60)
