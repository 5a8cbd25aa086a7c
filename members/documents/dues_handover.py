"""党费交接单: what the keeper hands to the next one, counted and signed by two (DU-17)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ArrearsLine:
    name: str
    span: str
    figure: str
    reason: str


@dataclass(frozen=True)
class HandoverSheet:
    """`cash` by the books, `counted` by hand. The base of nobody stands on it; who is behind does: it is not posted."""

    branch: str
    on: date
    giver: str
    taker: str
    cash: str
    counted: str
    words: str
    difference: str
    large: str
    credits: str
    closed_until: str
    open_months: str
    last_receipt: str
    waiting: tuple[str, ...]
    members: int
    not_assessed: int
    arrears: tuple[ArrearsLine, ...]
    arrears_total: str
    given_on: date | None = None
    taken_on: date | None = None


class DuesHandoverDocument(Document[HandoverSheet]):
    template = "documents/dues_handover.html"
    stylesheets = ("form.css", "table.css", "dues_handover.css")
    content_type = HandoverSheet
