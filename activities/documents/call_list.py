"""电话通知名单: whom to telephone about an event, with room for the time and a signature (N11)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class CallLine:
    number: int
    name: str
    group: str = ""
    phone: str = ""
    why: str = ""


@dataclass(frozen=True)
class CallListContent:
    """`words` is what the caller says; `by` the last day on which telling is in time."""

    branch: str
    held_on: date
    theme: str
    words: str
    by: str
    made_on: date
    lines: tuple[CallLine, ...]


class CallListDocument(Document[CallListContent]):
    template = "documents/call_list.html"
    stylesheets = ("form.css", "table.css", "sign_in_sheet.css")
    content_type = CallListContent
