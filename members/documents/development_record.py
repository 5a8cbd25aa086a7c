"""F-24 发展党员全程纪实表: one person, one sheet, the twenty-five steps with their papers, kept for ever (DV-23)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class BasicFacts:
    """What stands at the head of F-24, F-25 and F-26; empty where it is not kept."""

    name: str
    sex: str
    ethnicity: str
    born: str
    education: str
    post: str
    applied_on: date | None
    branch: str


@dataclass(frozen=True)
class StepRow:
    number: int
    title: str
    done_on: date | None
    said: tuple[str, ...]
    paper: str


@dataclass(frozen=True)
class StageRows:
    title: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class DevelopmentRecord:
    person: BasicFacts
    stages: tuple[StageRows, ...]
    remark: str
    as_of: date


class DevelopmentRecordDocument(Document[DevelopmentRecord]):
    template = "documents/development_record.html"
    stylesheets = ("form.css", "table.css", "development.css")
    content_type = DevelopmentRecord
