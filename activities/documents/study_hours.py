"""F-31 学时台账: a branch's year, a line a person; and one person's year, a line a gathering (ED-01..ED-03)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class StudyPersonRow:
    name: str
    by_sort: tuple[str, ...]
    hours: str
    target: str
    said: str


@dataclass(frozen=True)
class StudyYearContent:
    branch: str
    year: int
    as_of: date
    kept_by: str
    sorts: tuple[str, ...]
    rows: tuple[StudyPersonRow, ...]
    sentence: str


class StudyYearDocument(Document[StudyYearContent]):
    template = "documents/study_year.html"
    stylesheets = ("form.css", "table.css", "study_year.css")
    content_type = StudyYearContent


@dataclass(frozen=True)
class StudyLineRow:
    on: date
    title: str
    sort: str
    hours: str
    sum: str
    note: str


@dataclass(frozen=True)
class StudyPersonContent:
    branch: str
    year: int
    as_of: date
    name: str
    rows: tuple[StudyLineRow, ...]
    sentence: str


class StudyPersonDocument(Document[StudyPersonContent]):
    template = "documents/study_person.html"
    stylesheets = ("form.css", "table.css", "study_year.css")
    content_type = StudyPersonContent
