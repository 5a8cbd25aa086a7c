"""F-09 to F-12, the minutes of a meeting: one layout, filled by form; blank, to be written by hand (MT-11).

What both have signed is frozen; later facts are numbered entries behind it (MT-12).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from activities.documents.record_sheet import Action, Addendum
from partywork.common.pdf import Document


@dataclass(frozen=True)
class Named:
    """Somebody, and what is said about him: 郑九（年老体弱）."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """One labelled cell: people, or words."""

    label: str
    text: str = ""
    people: tuple[Named, ...] = ()

    @property
    def name(self) -> str:
        """The label without the room a printed one is given."""
        return _bare(self.label)

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


@dataclass(frozen=True)
class Line:
    """One paragraph; `is_head` names the item that the following ones are about."""

    text: str
    is_head: bool = False


@dataclass(frozen=True)
class Section:
    """A labelled part as long as it needs to be; of a blank form `rows` lines of room."""

    label: str
    lines: tuple[Line, ...] = ()
    rows: int = 0

    @property
    def name(self) -> str:
        return _bare(self.label)


@dataclass(frozen=True)
class BallotLine:
    """One vote as it came out; `sentence` is the formula with its numbers."""

    matter: str
    method: str
    in_favour: str
    against: str
    abstained: str
    result: str
    sentence: str = ""


@dataclass(frozen=True)
class Signature:
    """A name under the minutes; `entered_on` only where it was written down here on a later day (E-81)."""

    role: str
    name: str
    on: date | None = None
    on_paper: bool = False
    entered_on: date | None = None

    @property
    def note(self) -> str:
        """（纸质签字，6月22日补录）"""
        if not self.on_paper:
            return ""
        late = f"，{self.entered_on.month}月{self.entered_on.day}日补录" if self.entered_on else ""
        return f"（纸质签字{late}）"


@dataclass(frozen=True)
class MinutesContent:
    """One sheet of minutes. `pairs` stand two in a row, `wides` across the page.

    `before` and `after` are the long parts, the votes and what was agreed on between them. `reference` names the
    sheet within a book.
    """

    title: str
    branch: str
    which: str = ""
    held_on: date | None = None
    theme: str = ""
    pairs: tuple[Fact, ...] = ()
    wides: tuple[Fact, ...] = ()
    before: tuple[Section, ...] = ()
    ballots: tuple[BallotLine, ...] = ()
    ballot_note: str = ""
    after: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()
    actions_label: str = "责任人和时限"
    signatures: tuple[Signature, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    is_draft: bool = False
    is_blank: bool = False
    has_votes: bool = False
    fingerprint: str = ""

    @property
    def rows_of_pairs(self) -> list[tuple[Fact, ...]]:
        return [self.pairs[at : at + 2] for at in range(0, len(self.pairs), 2)]

    @property
    def ballot_rows(self) -> int:
        """Lines of the table of votes, its head included."""
        return 1 + sum(2 if ballot.sentence else 1 for ballot in self.ballots)

    @property
    def sections(self) -> tuple[Section, ...]:
        return (*self.before, *self.after)


def _bare(label: str) -> str:
    return label.replace("\u3000", "").replace("\n", "")


class MinutesDocument(Document[MinutesContent]):
    template = "documents/minutes.html"
    stylesheets = ("form.css", "table.css", "minutes.css")
    content_type = MinutesContent

    def context(self) -> dict[str, Any]:
        return {"sheets": [self.content], "is_book": False}
