"""F-27 as tables: 候选人推荐表, 候选人名册, 计票单, 选举结果报告单."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document

# The class of each width in millimetres; the widths of one table come to 165.
WIDTHS = {12: "c8", 18: "c18", 24: "c24", 32: "c32", 45: "c45", 60: "c60", 80: "c80", 165: "c165"}


@dataclass(frozen=True)
class ElectionTableContent:
    """`facts` stand above the table, label and text; `rows` may be empty lines to be filled in by hand."""

    title: str
    branch: str
    on: date | None
    facts: tuple[str, ...]
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def cols(self) -> list[str]:
        return [WIDTHS[width] for width in self.widths]


class ElectionTableDocument(Document[ElectionTableContent]):
    template = "documents/election_table.html"
    stylesheets = ("form.css", "table.css", "election.css")
    content_type = ElectionTableContent
