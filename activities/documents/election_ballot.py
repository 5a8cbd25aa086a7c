"""F-27 选票: the names by strokes, a box each for 赞成, 反对, 弃权, room for others; nothing tells whose it is."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ElectionBallotContent:
    title: str
    branch: str
    on: date | None
    seats: int
    names: tuple[str, ...]
    others: int
    rules: str

    @property
    def copies(self) -> range:
        """As many as fit a page, to be cut apart."""
        lines = len(self.names) + self.others + 7
        return range(max(1, min(2, 26 // lines)))

    @property
    def other_rows(self) -> range:
        return range(self.others)


class ElectionBallotDocument(Document[ElectionBallotContent]):
    template = "documents/election_ballot.html"
    stylesheets = ("form.css", "table.css", "election.css")
    content_type = ElectionBallotContent
