"""F-16 党费核定表: who owes how much a month, worked out and signed. The bases stand on the keeper's copy only."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class AssessmentRow:
    number: int
    name: str = ""
    kind: str = ""
    base: str = ""
    rate: str = ""
    computed: str = ""
    monthly: str = ""
    months: str = ""
    reason: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class AssessmentSheet:
    """`shows_base`: the keeper's own copy. Without it, the sheet may be handed round for signing (PI-03)."""

    branch: str
    year: int
    rows: tuple[AssessmentRow, ...]
    total: str = ""
    shows_base: bool = True
    as_of: date | None = None


class DuesAssessmentDocument(Document[AssessmentSheet]):
    template = "documents/dues_assessment.html"
    stylesheets = ("form.css", "table.css", "dues_assessment.css")
    content_type = AssessmentSheet
