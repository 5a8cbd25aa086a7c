"""个人信息副本: what is kept about one person, to take along (PI-05)."""

from dataclasses import dataclass
from datetime import datetime

from partywork.common.pdf import Document


@dataclass(frozen=True)
class CopyLine:
    label: str
    text: str


@dataclass(frozen=True)
class PersonalCopyContent:
    name: str
    branch: str
    made_at: datetime
    lines: tuple[CopyLine, ...]
    places: tuple[CopyLine, ...]
    looks: tuple[CopyLine, ...]


class PersonalCopyDocument(Document[PersonalCopyContent]):
    template = "documents/personal_copy.html"
    stylesheets = ("form.css", "table.css", "personal_copy.css")
    content_type = PersonalCopyContent
