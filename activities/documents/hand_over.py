"""工作交接清单: what is open, by headings, with both signatures (N21)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class Line:
    """One thing: what it is, a word on it, until when; `url` leads there on the page and is not printed."""

    title: str
    text: str = ""
    until: date | None = None
    url: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Section:
    """One heading; `empty` is said where there is nothing."""

    key: str
    title: str
    lines: tuple[Line, ...]
    empty: str = "没有。"


@dataclass(frozen=True)
class HandOverSheet:
    branch: str
    on: date
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class SignedHandOver:
    """The list with who handed over, who took, and what was said."""

    sheet: HandOverSheet
    handed_by: str
    handed_on: date
    taken_by: str
    taken_on: date | None
    words: str = ""
    remark: str = ""


class HandOverDocument(Document[SignedHandOver]):
    template = "documents/hand_over.html"
    stylesheets = ("form.css", "table.css", "hand_over.css")
    content_type = SignedHandOver
