"""The public notice on paper: opening, who, from when to when, where a word may be sent (DV-14, PB-02, PB-04)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class NoticeDate:
    label: str
    on: date


@dataclass(frozen=True)
class NoticePerson:
    """One row of the notice: never an ID, a phone, an address, a day of birth or a word of health."""

    name: str
    sex: str
    ethnicity: str
    born: str
    education: str
    post: str
    dates: tuple[NoticeDate, ...]
    supporters: str


@dataclass(frozen=True)
class NoticeSheet:
    title: str
    opening: str
    people: tuple[NoticePerson, ...]
    period: str
    more: str
    supporters_are: str
    receives: str
    place: str
    phone: str
    branch: str
    posted_on: date


class PublicNoticeDocument(Document[NoticeSheet]):
    template = "documents/public_notice.html"
    stylesheets = ("form.css", "table.css", "development.css")
    content_type = NoticeSheet
