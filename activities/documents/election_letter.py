"""F-27 as letters: 请示, 预备人选请示, 选举办法(草案), 主持词, 结果报告, 分工报告, 批复 (DOC-12)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ElectionLetterContent:
    """A title, to whom, paragraphs, who signs and when. A line that begins with # is a heading."""

    title: str
    to: str
    paragraphs: tuple[str, ...]
    signed: str
    on: date | None = None
    attachments: tuple[str, ...] = ()
    note: str = ""

    @property
    def parts(self) -> list[tuple[bool, str]]:
        return [(line.startswith("#"), line.lstrip("#")) for line in self.paragraphs]


class ElectionLetterDocument(Document[ElectionLetterContent]):
    template = "documents/election_letter.html"
    stylesheets = ("form.css", "table.css", "election.css")
    content_type = ElectionLetterContent
