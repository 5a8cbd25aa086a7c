"""The record book of a year for Word: cover, contents whose page numbers Word works out, every sheet."""

from typing import TYPE_CHECKING, Any, ClassVar

from activities.documents import word
from activities.documents.minutes_docx import add_minutes
from activities.documents.word import BODY, HEAD, NAME, TITLE
from activities.documents.year_book import YearBookContent, YearBookDocument
from partywork.templatetags.printing import full_date

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

CONTENTS_MM = (12, 34, 71, 32, 16)


class YearBookWord(YearBookDocument):
    suffix: ClassVar[str] = ".docx"

    def render(self) -> bytes:
        import docx

        document = docx.Document()
        word.page(document)
        word.update_fields(document)
        _cover(document, self.content)
        _contents(document, self.content)
        for number, sheet in enumerate(self.content.sheets, 1):
            word.new_page(document)
            word.bookmark(add_minutes(document, sheet), f"sheet{number}", number)
            self.progress(number, len(self.content.sheets))
        return word.saved(document)


def _cover(document: "WordDocument", book: YearBookContent) -> None:
    lines: list[tuple[str, str, float, float]] = [
        (book.title, TITLE, 32, 60),
        (f"{book.year}年", TITLE, 20, 12),
        (book.group, NAME, 16, 6),
        (book.branch, NAME, 18, 80),
        (book.summary, BODY, 12, 6),
        (f"{full_date(book.made_on)}印制", BODY, 12, 0),
    ]
    for text, face, size, above in lines:
        if text:
            place = document.add_paragraph()
            word.paragraph(place, text, face, size, "center")
            place.paragraph_format.space_before = word.mm(above)
    word.new_page(document)


def _contents(document: "WordDocument", book: YearBookContent) -> None:
    word.paragraph(document.add_paragraph(), "目　　录", TITLE, 20, "center")
    table = word.table(document, 1 + len(book.sheets), CONTENTS_MM)
    for place, text in zip(table.rows[0].cells, ("序号", "日期", "内容", "签字", "页码"), strict=True):
        word.cell(place, text, HEAD)
    word.repeat(table.rows[0])
    for number, (row, sheet) in enumerate(zip(table.rows[1:], book.sheets, strict=True), 1):
        signed = "草稿" if sheet.is_draft else "、".join(mark.name for mark in sheet.signatures)
        texts = (str(number), full_date(sheet.held_on), sheet.theme, signed)
        for at, (place, text) in enumerate(zip(row.cells, texts, strict=False)):
            word.cell(place, text, BODY, "left" if at == CONTENTS_MM.index(max(CONTENTS_MM)) else "center")
        _page_of(row.cells[4], number)


def _page_of(place: Any, number: int) -> None:
    word.cell(place, "", BODY)
    word.field(place.paragraphs[0], f"PAGEREF sheet{number} \\h", 10.5)
