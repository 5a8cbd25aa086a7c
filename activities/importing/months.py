"""Finding the times in a text: months, days, ranges, quarters, festivals, recurrences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from activities.importing.clocks import read_clock
from activities.importing.folding import fold
from activities.importing.numerals import MONTH, number, year_of
from activities.importing.recurrences import read_recurrence
from activities.importing.time_patterns import (
    BEGINNING,
    DAY_OF_MONTH,
    FESTIVAL,
    FESTIVAL_MONTHS,
    MONTH_ALONE,
    MONTH_IN_BRACKETS,
    MONTH_LIST,
    MONTH_RANGE,
    NUMERIC_DAY,
    NUMERIC_MONTH,
    PART_OF_DAY,
    SEASON,
)
from activities.importing.when import When, day_or_note


def find_times(text: str, year: int) -> Iterator[When]:
    """Every time in the text, from left to right, none inside another. Days without a year are of `year`."""
    reader = _Times(text, fold(text), year)
    position = 0
    while found := BEGINNING.search(reader.folded, position):
        when = reader.at(found.start())
        if when:
            yield when
        position = max(when.until if when else 0, found.start() + 1)


def _year(found: re.Match[str]) -> int | None:
    return year_of(found["y"]) if found["y"] else None


@dataclass(frozen=True, slots=True)
class _Times:
    text: str
    folded: str
    year: int

    def at(self, at: int) -> When | None:
        """The time that begins exactly there; the longer readings come first."""
        readings = (
            self._recurring,
            self._day,
            self._list,
            self._range,
            self._month,
            self._season,
            self._festival,
        )
        return next((when for read in readings if (when := read(at))), None)

    def _words(self, found: re.Match[str]) -> str:
        return self.text[found.start() : found.end()].strip()

    def _when(self, found: re.Match[str]) -> When:
        return When(self.text[found.start() : found.end()], found.start(), found.end(), year=_year(found))

    def _recurring(self, at: int) -> When | None:
        when = read_recurrence(self.folded, self.text, at)
        if when is None or when.text.rstrip() not in ("每年", "每年度"):
            return when
        # 每年7月, 每年年底: a month that comes back.
        readings = (self._day, self._list, self._range, self._month, self._festival)
        inner = next((found for read in readings if (found := read(when.until))), None)
        if inner is None:
            return when
        whole = self.text[at : inner.until]
        return replace(inner, text=whole, at=at, recurrence=whole.strip())

    def _day(self, at: int) -> When | None:
        found = NUMERIC_DAY.match(self.folded, at) or DAY_OF_MONTH.match(self.folded, at)
        if not found:
            return None
        parts = found.groupdict()
        if "unit" in parts and not parts["unit"] and not parts["d2"]:
            return None  # 5月8 is no day
        year, month = _year(found) or self.year, number(parts["m"])
        start, notes = day_or_note(year, month, number(parts["d"]))
        end = None
        if parts.get("d2"):
            later = (year_of(parts["y2"]) if parts["y2"] else None) or year
            end, more = day_or_note(later, number(parts["m2"]) if parts["m2"] else month, number(parts["d2"]))
            notes += more
        if parts["about"] or (parts["before"] and not end):
            notes += (f"原文写的是「{self._words(found)}」",)
        if parts["before"] and not end:
            start, end = None, start
        if start and end and end < start:
            end, notes = None, (*notes, f"原文「{self._words(found)}」的止日早于起日，请核对")
        when = replace(self._when(found), months=(month,), start=start, end=end, notes=notes)
        return self._with_hours(when)

    def _with_hours(self, when: When) -> When:
        """A day followed by its hours: the hours belong to it."""
        after = self.folded[when.until : when.until + 4]
        clock = read_clock(self.folded, when.until + len(after) - len(after.lstrip(" ,")))
        if not clock:
            part = PART_OF_DAY.match(self.folded, when.until)
            note = f"原文写明是{part[1]}" if part else ""
            return replace(when, until=part.end(), notes=(*when.notes, note)) if part else when
        until, begins, finishes = clock
        text = self.text[when.at : until]
        return replace(when, text=text, until=until, begins=begins, finishes=finishes)

    def _list(self, at: int) -> When | None:
        found = MONTH_LIST.match(self.folded, at)
        if not found:
            return None
        months = dict.fromkeys(number(month) for month in re.findall(MONTH, found["list"]))
        return replace(self._when(found), months=tuple(months))

    def _range(self, at: int) -> When | None:
        found = MONTH_RANGE.match(self.folded, at)
        if not found:
            return None
        first, last = number(found["m"]), number(found["m2"])
        words = self._words(found)
        # More than a quarter names no month in particular: 1-12月 is the whole year.
        if not 0 <= last - first <= 2 or found["y2"]:
            return replace(self._when(found), recurrence=words, notes=(f"原文写的是「{words}」",))
        note = f"原文写的是「{words}」，先放在{first}月"
        return replace(self._when(found), months=(first,), notes=(note,))

    def _month(self, at: int) -> When | None:
        found = MONTH_ALONE.match(self.folded, at) or NUMERIC_MONTH.match(self.folded, at)
        if not found:
            return None
        parts = found.groupdict()
        vague = any(parts.get(name) for name in ("before", "part", "about"))
        notes = (f"原文写的是「{self._words(found)}」，没有具体日期",) if vague else ()
        return replace(self._when(found), months=(number(parts["m"]),), notes=notes)

    def _season(self, at: int) -> When | None:
        found = SEASON.match(self.folded, at)
        if not found:
            return None
        named = MONTH_IN_BRACKETS.match(self.folded, found.end())
        if named:  # 第一季度（3月）
            return replace(self._when(found), months=(number(named[1]),), until=named.end())
        note = f"原文写的是「{self._words(found)}」，没有写明是哪个月，请指定"
        return replace(self._when(found), notes=(note,), hint=True)

    def _festival(self, at: int) -> When | None:
        found = FESTIVAL.match(self.folded, at)
        if not found:
            return None
        plain = found["f"].translate(str.maketrans("", "", "“”·."))
        month = next(month for name, month in FESTIVAL_MONTHS.items() if plain.startswith(name))
        note = f"原文写的是「{self._words(found)}」，按{month}月读"
        return replace(self._when(found), months=(month,), notes=(note,), hint=True)
