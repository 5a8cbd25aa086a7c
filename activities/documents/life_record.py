"""F-13 组织生活会记录: prepared, said, promised. What was said to each other prints only where asked for (OL-08)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class Examined:
    name: str
    problem: str
    cause: str
    measure: str
    read_by: str = ""


@dataclass(frozen=True)
class Criticized:
    critic: str
    member: str
    text: str
    answer: str


@dataclass(frozen=True)
class Promised:
    whose: str
    problem: str
    measure: str
    owner: str
    due: date
    outcome: str


@dataclass(frozen=True)
class LifeRecordContent:
    """`whole` prints the words; else only how many there were, and that they are kept apart."""

    branch: str
    for_year: int
    theme: str
    form: str
    held_on: date | None
    place: str
    chair: str
    recorder: str
    present: str
    absent: str
    guests: str
    whole: bool
    preparation: tuple[str, ...]
    plan: str
    last_year: tuple[Promised, ...]
    last_year_report: str
    committee: Examined | None
    examined: tuple[Examined, ...]
    spoken: int
    criticized: tuple[Criticized, ...]
    criticisms: int
    remarks: tuple[str, ...]
    promised: tuple[Promised, ...]


class LifeRecordDocument(Document[LifeRecordContent]):
    template = "documents/life_record.html"
    stylesheets = ("form.css", "table.css", "life_record.css")
    content_type = LifeRecordContent
