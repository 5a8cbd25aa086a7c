"""What the plan linter looks at: the rows of a year as plain facts (PL-02), and what it finds."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from activities.choices import Direction, Requirement
from branches.rules.calendar import WorkCalendar, work_calendar

INFO = "info"
WARN = "warn"
OK = "ok"

POLITICAL_STUDY = "political_study"
PARTY_SPIRIT = "party_spirit"

CHARTER_CHAPTERS = 11
"""总纲 is chapter 0; the charter has eleven more."""

_NUMERALS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
}
_NUMERAL = "十一|[一二三四五六七八九十]"
_STUDY_WORDS = ("学习", "研讨", "精神", "党史", "理论", "读书", "原著", "党课")
_SPIRIT_WORDS = ("党性", "誓词", "党章", "红色", "警示", "组织生活会", "民主评议", "政治生日")


@dataclass(frozen=True)
class PlanRow:
    """One row of the plan. `theme` is the id of the committee's theme it takes up; `kind` is ActivityKind."""

    month: int
    content: str
    start: date | None = None
    end: date | None = None
    starts: time | None = None
    ends: time | None = None
    kind: str = "party_day"
    mode: str = ""
    requirement: str = Requirement.OPTIONAL
    direction: str = ""
    theme: int | None = None

    @property
    def text(self) -> str:
        return f"{self.mode} {self.content}"

    @property
    def minutes(self) -> int | None:
        """Planned minutes; None when a time is missing or the row spans several days."""
        if self.starts is None or self.ends is None or (self.end and self.end != self.start):
            return None
        day = date(2000, 1, 1)
        span = datetime.combine(day, self.ends) - datetime.combine(day, self.starts)
        return int(span.total_seconds() // 60)

    @property
    def is_political_study(self) -> bool:
        return self.mode == "专题学习研讨" or any(word in self.text for word in _STUDY_WORDS)

    @property
    def is_party_spirit(self) -> bool:
        return self.direction == Direction.MEMBERS or any(word in self.text for word in _SPIRIT_WORDS)

    @property
    def is_lecture(self) -> bool:
        return self.kind == "lecture" or "党课" in self.text

    @property
    def charter_chapters(self) -> frozenset[int]:
        """The chapters of the charter the row reads aloud, 0 for 总纲: 诵读第一至五章."""
        return charter_chapters(self.content)


@dataclass(frozen=True)
class RequiredTheme:
    """A theme the committee asks of every branch this year (PL-05)."""

    id: int
    title: str


@dataclass(frozen=True)
class PlanFacts:
    """A plan with the limits in force for its branch; `exempt_months` need no row."""

    year: int
    rows: tuple[PlanRow, ...]
    required_themes: tuple[RequiredTheme, ...] = ()
    exempt_months: frozenset[int] = frozenset()
    required_minutes: int = 180
    charter_readings: int = 1
    lectures_per_year: int = 1
    calendar: WorkCalendar = field(default_factory=work_calendar)

    def rows_in(self, *months: int) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.month in months)


@dataclass(frozen=True)
class LintFinding:
    """One line beside the plan: rule, months, what is wrong, the figures behind it, what to do.

    `severity` is warn, info, or ok for a satisfied check; nothing here stops the plan from being filed.
    """

    rule: str
    severity: str
    months: tuple[int, ...]
    what: str
    numbers: str = ""
    fix: str = ""

    @property
    def is_ok(self) -> bool:
        return self.severity == OK


def ok(rule: str, what: str) -> LintFinding:
    return LintFinding(rule, OK, (), what)


def months_text(months: tuple[int, ...]) -> str:
    """2月、8月"""
    return "、".join(f"{month}月" for month in months)


def charter_chapters(text: str) -> frozenset[int]:
    """The chapters of the charter a text plans to read: 总纲 is 0, 第一至五章 are 1 to 5."""
    if "党章" not in text or not re.search("诵读|通读|领读|读", text):
        return frozenset()
    if "全文" in text or "通读" in text:
        return frozenset(range(CHARTER_CHAPTERS + 1))
    found = {0} if "总纲" in text else set()
    for first, last in re.findall(f"第?({_NUMERAL})章?\\s*[至到—-]\\s*第?({_NUMERAL})章", text):
        found.update(range(_NUMERALS[first], _NUMERALS[last] + 1))
    if match := re.search(f"总纲[^，。；、]*?[至到—-]\\s*第?({_NUMERAL})章", text):
        found.update(range(_NUMERALS[match[1]] + 1))
    found.update(_NUMERALS[each] for each in re.findall(f"第({_NUMERAL})章", text))
    return frozenset(found)
