"""F-14 (b) 汇总表: ballots, the branch's grade with what it rests on, the own view, name by name (DA-06)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class SummaryLine:
    """`marked_by` and `counts` are empty where too few marked the person (E-31)."""

    name: str
    marked_by: str
    counts: tuple[str, ...]
    result: str
    reason: str
    own_view: str


@dataclass(frozen=True)
class AspectLine:
    name: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class AppraisalSummaryContent:
    branch: str
    for_year: int
    held_on: date | None
    issued: int
    returned: int
    note: str
    cap: str
    decided: str
    grades: tuple[str, ...]
    committee_grades: tuple[str, ...]
    lines: tuple[SummaryLine, ...]
    aspects: tuple[AspectLine, ...] = ()


class AppraisalSummaryDocument(Document[AppraisalSummaryContent]):
    template = "documents/appraisal_summary.html"
    stylesheets = ("form.css", "table.css", "appraisal.css")
    content_type = AppraisalSummaryContent
