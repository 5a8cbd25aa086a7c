"""F-37 前置研究登记表: matter, who brought it, day of the committee, opinion, which body it went to, result (IG-01)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class PreliminaryRow:
    matter: str
    submitted_by: str
    on: date
    opinion: str
    sent_to: str
    result: str


@dataclass(frozen=True)
class PreliminaryContent:
    branch: str
    year: int
    as_of: date
    kept_by: str
    rows: tuple[PreliminaryRow, ...]


class PreliminaryRegisterDocument(Document[PreliminaryContent]):
    template = "documents/preliminary_register.html"
    stylesheets = ("form.css", "table.css", "action_sheet.css")
    content_type = PreliminaryContent
