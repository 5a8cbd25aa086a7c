"""F-14 (a) 测评票 and (d) 班子测评票: blank, unsigned, one for each who is present (DA-06, DA-09)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class AppraisalBallotContent:
    """`names` are those to be marked; `ungraded` stand at the end with the words beside them (DA-05)."""

    branch: str
    for_year: int
    held_on: date | None
    grades: tuple[str, ...]
    names: tuple[str, ...]
    ungraded: tuple[str, ...] = ()
    no_grade: str = ""


@dataclass(frozen=True)
class CommitteeBallotContent:
    branch: str
    for_year: int
    held_on: date | None
    grades: tuple[str, ...]
    aspects: tuple[str, ...]

    @property
    def copies(self) -> range:
        """Two on a sheet, to be cut."""
        return range(2)


class AppraisalBallotDocument(Document[AppraisalBallotContent]):
    template = "documents/appraisal_ballot.html"
    stylesheets = ("form.css", "table.css", "appraisal.css")
    content_type = AppraisalBallotContent


class CommitteeBallotDocument(Document[CommitteeBallotContent]):
    template = "documents/committee_ballot.html"
    stylesheets = ("form.css", "table.css", "appraisal.css")
    content_type = CommitteeBallotContent
