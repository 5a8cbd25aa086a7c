"""表决结果单: the numbers of a vote, the two formulas with the numbers in them, and who counted (V-*, MT-11)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class BallotResultContent:
    """`lines` are name and number as on the page; `formulas` quorum and majority."""

    branch: str
    meeting: str
    held_on: date
    title: str
    kind: str
    method: str
    lines: tuple[tuple[str, str], ...]
    formulas: tuple[str, ...]
    sentence: str
    conclusion: str
    chair: str
    teller: str
    counted_at: str
    repeats: str = ""


class BallotResultDocument(Document[BallotResultContent]):
    template = "documents/ballot_result.html"
    stylesheets = ("form.css", "table.css", "ballot.css")
    content_type = BallotResultContent
