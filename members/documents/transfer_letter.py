"""介绍信: the stub that stays, the letter that goes, the receipt that comes back, cut apart on one sheet (MEM-08)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class LetterContent:
    """`state` is empty while it is open, else the sheet says that it is accepted, expired or void."""

    number: str
    name: str
    sex: str
    standing: str
    source: str
    target: str
    issued_on: date
    days: int
    valid_until: date
    paid_until: str
    handled_by: str
    identity: str
    phone: str
    remark: str
    state: str
    accepted_on: date | None


class TransferLetterDocument(Document[LetterContent]):
    template = "documents/transfer_letter.html"
    stylesheets = ("form.css", "table.css", "transfer_letter.css")
    content_type = LetterContent
