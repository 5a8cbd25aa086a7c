"""党费上缴单: one remittance with its tally, two copies on a sheet, one for each side (DU-18)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class TallyLine:
    label: str
    figure: str


@dataclass(frozen=True)
class RemittanceSlip:
    branch: str
    to: str
    period: str
    tally: tuple[TallyLine, ...]
    expected: str
    remitted: str
    words: str
    difference: str
    large: str
    handed_on: date
    handed_by: str
    due_on: date | None
    days_late: int
    receipt: str = ""
    received_on: date | None = None
    received_by: str = ""


class DuesRemittanceDocument(Document[RemittanceSlip]):
    template = "documents/dues_remittance.html"
    stylesheets = ("form.css", "table.css", "dues_remittance.css")
    content_type = RemittanceSlip
