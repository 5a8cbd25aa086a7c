"""What stands in the time column of a plan: a month, a day, a recurrence, or something we cannot read."""

import re
from datetime import date

from activities.importing.folding import fold
from activities.importing.months import find_times
from activities.importing.numerals import MONTH, number
from activities.importing.recurrences import read_all_year
from activities.importing.when import When, day_or_note

_BARE_MONTH = re.compile(rf"({MONTH})(?:\.0)?")
_SHORT_DAY = re.compile(r"(?P<m>1[0-2]|0?[1-9])[./-](?P<d>3[01]|[12]\d|0?[1-9])")
_SHORT_RANGE = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])\s?[-至到]\s?(?:(?P<m2>1[0-2]|0?[1-9])[./])?(?P<d2>3[01]|[12]\d|0?[1-9])"
)
_BARE_RANGE = re.compile(rf"({MONTH})\s?[-至到]\s?({MONTH})")
_LOOSE = re.compile(
    r"[\s,。、;:()\[\]\n|/“”\"'-]|周[一二三四五六日天]|星期[一二三四五六日天]|第[一二三四1-4]个?(?:周|星期)|左右|前后|期间|上午|下午|晚上|全天|半天"
    r"|每次|固定|具体|时间|日期|开展|完成|之前|以内|内|前|起|份|月|年|和|及|或|至|拟|计划|择期|时段|主题党日"
)
# Words that narrow the time down further than month and day can say.
_TELLING = re.compile(r"第|左右|前后|期间|周|星期|[上下]午|晚|[一-龥]{3}|[（(]")


LONGEST_CELL = 200


def read_time_cell(text: str, year: int, *, months_only: bool = False) -> When | None:
    """The time a cell gives, or None when it gives none. `months_only`: the heading says 月份."""
    if len(text) > LONGEST_CELL:
        return None
    text = " ".join(text.split())
    folded = fold(text)
    bare = _bare(folded, text, year, months_only)
    if bare:
        return bare
    all_year = read_all_year(folded, text)
    if all_year:
        return all_year
    times = list(find_times(text, year))
    if not times:
        return None
    rest = folded
    for when in reversed(times):
        rest = rest[: when.at] + rest[when.until :]
    first = _together(times, text)
    if len(_LOOSE.sub("", rest)) > 12:
        return None
    return first if not _TELLING.search(rest) else first.with_notes(f"时间一格写的是「{text}」")


def _bare(folded: str, text: str, year: int, months_only: bool) -> When | None:
    """1, 三, 3-4, 6.18, 6.18-6.20: numbers that mean a time only because of the column they stand in."""
    if found := _BARE_MONTH.fullmatch(folded):
        return When(text, 0, len(text), (number(found[1]),))
    if found := _SHORT_RANGE.fullmatch(folded):
        month = int(found["m"])
        start, notes = day_or_note(year, month, int(found["d"]))
        end, more = day_or_note(year, int(found["m2"] or month), int(found["d2"]))
        return When(text, 0, len(text), (month,), start, end, notes=notes + more)
    if found := _BARE_RANGE.fullmatch(folded):
        return next(iter(find_times(f"{text}月", year)), None)
    if (found := _SHORT_DAY.fullmatch(folded)) and not months_only:
        start, notes = day_or_note(year, int(found["m"]), int(found["d"]))
        return When(text, 0, len(text), (int(found["m"]),), start, notes=notes)
    return None


def _together(times: list[When], text: str) -> When:
    """A cell with two times: 6月18日、7月2日 keeps the first and says so; two months become two."""
    first = times[0]
    if len(times) == 1:
        return first
    if all(when.months and not when.start and not when.hint for when in times):
        months = tuple(dict.fromkeys(month for when in times for month in when.months))
        return When(text, 0, len(text), months, notes=tuple(note for when in times for note in when.notes))
    if first.recurrence and not first.months:
        return When(text, 0, len(text), recurrence=text.strip(), begins=first.begins, finishes=first.finishes)
    if first.hint and not first.months and times[1].months:
        return times[1]
    return first.with_notes(f"时间一格写了不止一个时间：「{text.strip()}」")


def from_day(day: date, year: int, *, month_only: bool) -> When:
    """A real date kept in a sheet. A sheet shows 3月 for the first of March: then only the month counts."""
    if month_only:
        return When(f"{day.month}月", 0, 0, (day.month,))
    notes = () if day.year == year else (f"表中的日期是{day.year}年，计划是{year}年，请核对",)
    return When(day.isoformat(), 0, 0, (day.month,), day, notes=notes, year=day.year)
