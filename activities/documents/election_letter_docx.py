"""The letters of an election as Word files: the same words as the PDF, for offices that go on editing them (F-27)."""

from typing import Any, ClassVar

from activities.documents import word
from activities.documents.election_letter import ElectionLetterContent
from activities.documents.word import BODY, HEAD, TITLE
from partywork.common.pdf import Document
from partywork.templatetags.printing import full_date

OPEN_DATE = "　　　　年　　月　　日"
SIZE = 16


class ElectionLetterWord(Document[ElectionLetterContent]):
    """One letter as .docx."""

    template = "documents/election_letter.html"
    content_type = ElectionLetterContent
    suffix: ClassVar[str] = ".docx"

    def render(self) -> bytes:
        import docx

        document = docx.Document()
        word.page(document)
        letter = self.content
        for line in letter.title.splitlines():
            word.paragraph(document.add_paragraph(), line, TITLE, 22, "center")
        word.paragraph(document.add_paragraph(), "", BODY, SIZE, "left")
        if letter.to:
            word.paragraph(document.add_paragraph(), f"{letter.to}：", BODY, SIZE, "left")
        for heading, text in letter.parts:
            _said(document, text, HEAD if heading else BODY)
        if letter.attachments:
            several = len(letter.attachments) > 1
            names = "　".join(
                f"{number}．{name}" if several else name
                for number, name in enumerate(letter.attachments, start=1)
            )
            _said(document, f"附件：{names}", BODY)
        if letter.signed:
            word.paragraph(document.add_paragraph(), "", BODY, SIZE, "left")
            word.paragraph(document.add_paragraph(), letter.signed, BODY, SIZE, "right")
            word.paragraph(document.add_paragraph(), full_date(letter.on) or OPEN_DATE, BODY, SIZE, "right")
        if letter.note:
            word.paragraph(document.add_paragraph(), letter.note, BODY, 10.5, "justify")
        return word.saved(document)


def _said(document: Any, text: str, face: str) -> None:
    """A paragraph that begins two signs in."""
    word.paragraph(document.add_paragraph(), f"　　{text}", face, SIZE, "justify")
