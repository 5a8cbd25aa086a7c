"""缺席人员联系名单: the absentees to be contacted one by one, with room for day and cause (S16, AT-05)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ContactLine:
    number: int
    name: str
    group: str
    phone: str
    absence: str
    contacted: str
    cause: str
    make_up: str
    due: str


@dataclass(frozen=True)
class ContactListContent:
    branch: str
    held_on: date
    theme: str
    told: str
    made_on: date
    lines: tuple[ContactLine, ...]


class ContactListDocument(Document[ContactListContent]):
    template = "documents/contact_list.html"
    stylesheets = ("form.css", "table.css", "slip.css")
    content_type = ContactListContent
