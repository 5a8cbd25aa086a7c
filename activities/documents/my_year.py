"""N39 我的一年: one member's year; what is frozen when it is archived prints alike for ever."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class MyYearKind:
    label: str
    expected: int
    attended: int


@dataclass(frozen=True)
class MyYearMissed:
    on: date
    title: str
    said: str


@dataclass(frozen=True)
class MyYearStudy:
    on: date
    title: str
    sort: str
    hours: str
    note: str


@dataclass(frozen=True)
class MyYearObjection:
    said: str
    outcome: str
    answer: str


@dataclass(frozen=True)
class MyYearContent:
    """`hours_said` is the sentence of ED-01; `dues_until` the last month that is settled, "" where nothing is kept."""

    name: str
    branch: str
    year: int
    as_of: date
    expected: int
    attended: int
    on_leave: int
    make_ups: int
    made_up: int
    kinds: tuple[MyYearKind, ...]
    missed: tuple[MyYearMissed, ...]
    hours: str
    hours_said: str
    studies: tuple[MyYearStudy, ...]
    dues_until: str
    had_talk: bool
    objections: tuple[MyYearObjection, ...] = ()


class MyYearDocument(Document[MyYearContent]):
    template = "documents/my_year.html"
    stylesheets = ("form.css", "table.css", "study_year.css")
    content_type = MyYearContent
