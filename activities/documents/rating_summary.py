"""F-07 满意度测评汇总表: what came back, by criterion and by group of raters, never by person (EV-04, EV-09)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class SummaryRow:
    name: str
    counts: tuple[int, ...]
    rate: str


@dataclass(frozen=True)
class GroupRow:
    """Only as many groups as nobody can be recognized in (E-31)."""

    name: str
    returned: int
    satisfied: int
    valid: int
    rate: str


@dataclass(frozen=True)
class RatingSummaryContent:
    """`rows`, `groups` and `remarks` are empty where too few ballots came; `sentence` then says so."""

    branch: str
    held_on: date
    theme: str
    issued: int
    returned: int
    sentence: str
    definition: str
    minimum: int
    year: str
    grades: tuple[str, ...]
    rows: tuple[SummaryRow, ...] = ()
    groups: tuple[GroupRow, ...] = ()
    remarks: tuple[str, ...] = ()
    reply: str = ""
    improvements: tuple[str, ...] = ()


class RatingSummaryDocument(Document[RatingSummaryContent]):
    template = "documents/rating_summary.html"
    stylesheets = ("form.css", "table.css", "rating.css")
    content_type = RatingSummaryContent
