"""F-14 (c) 个人登记表: self-appraisal, what others said, ballots, the branch's and the superior's opinion."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class PersonSheet:
    name: str
    sex: str
    joined_on: date
    full_on: date | None
    standing: str
    year: str
    self_text: str
    former_opinion: str
    opinions: tuple[str, ...]
    ballots: str
    result: str
    reason: str
    outcome: str
    decided: str
    own_view: str
    superior: str
    superior_on: date | None


@dataclass(frozen=True)
class AppraisalSheetsContent:
    """One sheet a person; several print as one file."""

    branch: str
    for_year: int
    people: tuple[PersonSheet, ...]


class AppraisalSheetsDocument(Document[AppraisalSheetsContent]):
    template = "documents/appraisal_sheets.html"
    stylesheets = ("form.css", "table.css", "appraisal.css")
    content_type = AppraisalSheetsContent
