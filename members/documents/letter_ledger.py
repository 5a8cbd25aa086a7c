"""F-22 转接台账, a year of a branch on landscape pages."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class LetterRow:
    number: str
    direction: str
    name: str
    identity: str  # masked
    standing: str
    source: str
    target: str
    issued_on: date
    valid_until: date
    paid_until: str
    way: str
    receipt_on: date | None
    accepted_on: date | None
    handled_by: str
    remark: str


@dataclass(frozen=True)
class LetterLedger:
    branch: str
    year: int
    as_of: date
    printed_by: str
    reason: str
    rows: tuple[LetterRow, ...]
    sentence: str


class LetterLedgerDocument(Document[LetterLedger]):
    template = "documents/letter_ledger.html"
    stylesheets = ("form.css", "table.css", "letter_ledger.css")
    content_type = LetterLedger
