"""F-18 党费公示表: what came in, what went up, what is left; period and telephone. No base, no ID (PB-04)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class DisclosureLine:
    number: int
    name: str
    monthly: str
    months: str
    paid: str
    note: str


@dataclass(frozen=True)
class DisclosureSheet:
    branch: str
    year: int
    period: str
    lines: tuple[DisclosureLine, ...]
    owed: str
    paid: str
    remitted: str
    extra: str
    published_on: date
    until: date
    phone: str


class DuesDisclosureDocument(Document[DisclosureSheet]):
    template = "documents/dues_disclosure.html"
    stylesheets = ("form.css", "table.css", "dues_disclosure.css")
    content_type = DisclosureSheet
