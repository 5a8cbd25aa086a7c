"""The record book of a year (S23): cover, contents with page numbers, every sheet of minutes, as one PDF.

Each sheet is laid out by itself, so that the page can say how many of how many are done and knows where each begins;
all are drawn into one file, so that every face lies in it once (docs/decisions/0023).
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.template.loader import get_template

from activities.documents.minutes import MinutesContent
from partywork.common.pdf import Document, binding, clean, with_breaks


@dataclass(frozen=True)
class YearBookContent:
    """One book: of a kind of meeting, of one group where the kind is a group's.

    `drafts` of the sheets are not signed yet; `left_out` were not taken in for that reason.
    """

    title: str
    branch: str
    year: int
    made_on: date
    sheets: tuple[MinutesContent, ...] = ()
    group: str = ""
    drafts: int = 0
    left_out: int = 0

    @property
    def summary(self) -> str:
        """共12份，其中1份尚未签字，标明为草稿"""
        parts = [f"共{len(self.sheets)}份"]
        if self.drafts:
            parts.append(f"其中{self.drafts}份尚未签字，标明为草稿")
        if self.left_out:
            parts.append(f"另有{self.left_out}份尚未签字，没有收入")
        return "，".join(parts)


@dataclass(frozen=True)
class Entry:
    """One line of the contents: the sheet and the page it begins on."""

    number: int
    sheet: MinutesContent
    page: int


class YearBookDocument(Document[YearBookContent]):
    template = "documents/year_book.html"
    stylesheets = ("form.css", "table.css", "minutes.css", "year_book.css")
    content_type = YearBookContent
    sheet_template: ClassVar[str] = "documents/year_book_sheet.html"

    def render(self) -> bytes:
        book = binding(self.stylesheets)
        sheets = self.content.sheets
        entries = []
        for number, sheet in enumerate(sheets, 1):
            entries.append(Entry(number, sheet, book.add(self._sheet(number, sheet))))
            self.progress(number, len(sheets))
        return book.write(self._printed(self.template, {"book": self.content, "entries": entries}))

    def _sheet(self, number: int, sheet: MinutesContent) -> str:
        return self._printed(self.sheet_template, {"sheet": sheet, "number": number})

    def _printed(self, template: str, context: dict[str, object]) -> str:
        return with_breaks(clean(get_template(template).render(context)))
