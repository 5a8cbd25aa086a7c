"""F-42 志愿服务登记: each service of the year with everybody's time; no sums by person (PD-26)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ServiceRow:
    on: date
    project: str
    form: str
    place: str
    served: str
    people: str
    hours: str
    result: str


@dataclass(frozen=True)
class VolunteerLedgerContent:
    branch: str
    year: int
    as_of: date
    kept_by: str
    rows: tuple[ServiceRow, ...]
    sentence: str


class VolunteerLedgerDocument(Document[VolunteerLedgerContent]):
    template = "documents/volunteer_ledger.html"
    stylesheets = ("form.css", "table.css", "volunteer_ledger.css")
    content_type = VolunteerLedgerContent
