"""F-19 党费收据: number, payer, months, the sum in words and figures; three on a sheet, cut apart."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class Receipt:
    number: str
    on: date
    payer: str
    paid_by: str
    months: str
    method: str
    words: str
    figures: str
    details: str
    branch: str
    collector: str
    corrects: str


@dataclass(frozen=True)
class Receipts:
    receipts: tuple[Receipt, ...]


class DuesReceiptsDocument(Document[Receipts]):
    template = "documents/dues_receipts.html"
    stylesheets = ("form.css", "table.css", "dues_receipts.css")
    content_type = Receipts
