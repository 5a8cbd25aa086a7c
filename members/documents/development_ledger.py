"""F-24 as the ledger of a branch: everybody on the way, a line each, the days of the way across the page."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class LedgerLine:
    number: int
    name: str
    sex: str
    ethnicity: str
    born: str
    education: str
    applied_on: date | None
    talked_on: date | None
    activist_on: date | None
    activist_filed_on: date | None
    contacts: str
    reviews: int
    reports: int
    candidate_on: date | None
    candidate_filed_on: date | None
    introducers: str
    political_on: date | None
    training: str
    notices: str
    previewed_on: date | None
    admitted_on: date | None
    votes: str
    approved_on: date | None
    oath_on: date | None
    conversion_on: date | None
    conversion_approved_on: date | None
    remark: str


@dataclass(frozen=True)
class DevelopmentLedger:
    branch: str
    lines: tuple[LedgerLine, ...]
    sentence: str
    as_of: date


class DevelopmentLedgerDocument(Document[DevelopmentLedger]):
    template = "documents/development_ledger.html"
    stylesheets = ("form.css", "table.css", "development_ledger.css")
    content_type = DevelopmentLedger
