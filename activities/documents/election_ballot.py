"""F-27 选票: the names by strokes, a box each for 赞成, 反对, 弃权, room for others; nothing tells whose it is."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document

MOST_ON_HALF_A_PAGE = 6


@dataclass(frozen=True)
class ElectionBallotContent:
    title: str
    branch: str
    on: date | None
    seats: int
    names: tuple[str, ...]
    others: bool  # whether another name may be written in
    rules: str

    @property
    def copies(self) -> range:
        """As many as fit a page, to be cut apart."""
        return range(2 if len(self.names) <= MOST_ON_HALF_A_PAGE else 1)


class ElectionBallotDocument(Document[ElectionBallotContent]):
    template = "documents/election_ballot.html"
    stylesheets = ("form.css", "table.css", "election.css")
    content_type = ElectionBallotContent
