"""F-23 流动党员台账 on landscape pages."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class AwayRow:
    """The cells in the order of the form, dates already written."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class AwayLedger:
    branch: str
    as_of: date
    printed_by: str
    reason: str
    head: tuple[str, ...]
    rows: tuple[AwayRow, ...]


class AwayLedgerDocument(Document[AwayLedger]):
    template = "documents/away_ledger.html"
    stylesheets = ("form.css", "table.css", "away_ledger.css")
    content_type = AwayLedger
