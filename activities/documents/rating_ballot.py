"""F-07 满意度测评表: the blank ballot for the envelope, two on a page, without a name (EV-02, EV-08)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class RatingBallotContent:
    branch: str
    held_on: date
    theme: str
    criteria: tuple[str, ...]
    grades: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def copies(self) -> range:
        """Two ballots fill a page, to be cut apart."""
        return range(2)


class RatingBallotDocument(Document[RatingBallotContent]):
    template = "documents/rating_ballot.html"
    stylesheets = ("form.css", "table.css", "rating.css")
    content_type = RatingBallotContent
