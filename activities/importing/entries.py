"""One entry of a plan in running text, and how such an entry begins."""

import re
from dataclasses import dataclass, field

from activities.importing.fields import Fields
from activities.importing.folding import fold
from activities.importing.headers import Column, column_of
from activities.importing.lines import Line
from activities.importing.months import find_times
from activities.importing.when import When

_LABEL = re.compile(r"^[【\[]?([^:【】\[\]]{1,12})(?:[】\]]:?|:)\s*(?=\S)")
_AFTER_HEADING = re.compile(r"\s*(?:[:,、.。)\-|]+|\s|$|(?=[(【“\[]))\s*")
_BREAKS = "。;\n"
_LONGEST_INTRODUCTION = 40
_LONGEST_TIME = 60


@dataclass(slots=True)
class Entry:
    """What is gathered of one activity before it becomes a row."""

    when: When | None
    line: Line
    fields: Fields = field(default_factory=Fields)
    labels: set[Column] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return sorted({self.line.number, *(line.number for line in self.lines)})

    @property
    def source(self) -> str:
        """The line of the text itself, not of the heading above it."""
        return self.line.label


@dataclass(frozen=True, slots=True)
class Opening:
    """A paragraph that begins with a time. `is_heading`: the time stands apart from what follows."""

    when: When
    rest: str
    is_heading: bool


def label_of(text: str) -> tuple[Column, str] | None:
    """活动主题：学雷锋 → THEME and its text."""
    found = _LABEL.match(fold(text))
    column = column_of(text[found.start(1) : found.end(1)]) if found else None
    if not found or column is None or column is Column.NUMBER:
        return None
    return column, text[found.end() :].strip()


def opening_time(text: str, year: int) -> Opening | None:
    """The time a paragraph begins with: a month, a season or a day; never a recurrence."""
    first = next(find_times(text[:80], year), None)
    lead = fold(text[: first.at]).strip(" (【[“") if first else "x"
    if first is None or lead or first.recurrence or first.until > _LONGEST_TIME:
        return None
    rest = text[first.until :]
    label = label_of(rest.lstrip("的份"))
    if label and label[0] in (Column.THEME, Column.CONTENT):
        return Opening(first, label[1], is_heading=True)  # 1月主题：走访慰问
    folded = fold(rest).lstrip(")】]”")
    rest = rest[len(rest) - len(folded) :]
    separator = _AFTER_HEADING.match(folded)
    if separator is None:
        return Opening(first, rest.strip(), is_heading=False)
    return Opening(first, rest[separator.end() :].strip(), is_heading=not folded.startswith((",", "、")))


def month_starts(text: str, year: int) -> list[tuple[When, str]]:
    """1月：开展…。2月：开展…。 in one paragraph: each month with everything up to the next."""
    folded = fold(text)
    starts = [when for when in find_times(text, year) if _starts(folded, when)]
    if len(starts) < 2 or len({(when.months, when.text) for when in starts}) < 2:
        return []
    introduction = folded[: starts[0].at].strip()
    if introduction and (len(introduction) > _LONGEST_INTRODUCTION or not introduction.endswith((":", "。"))):
        return []
    ends = [when.at for when in starts[1:]] + [len(text)]
    parts = [
        (when, text[when.until : end].lstrip(" 　:：,，、.)）—-").rstrip(" 　；;，,、"))
        for when, end in zip(starts, ends, strict=True)
    ]
    return [(when, part) for when, part in parts if part]


def _starts(folded: str, when: When) -> bool:
    """A month at the head of a sentence, or anywhere after a pause when a colon follows it."""
    season = when.hint and not when.months
    if when.recurrence or (when.hint and not season):
        return False
    if season and not folded[when.until : when.until + 2].lstrip().startswith(":"):
        return False
    before = folded[max(when.at - 4, 0) : when.at].rstrip()
    if when.at and not before:
        return False
    if not before or before[-1] in _BREAKS:
        return True
    pause = before[-1] in ",、:" or folded[when.at - 1] == " "
    return pause and folded[when.until : when.until + 4].lstrip().startswith(":")
