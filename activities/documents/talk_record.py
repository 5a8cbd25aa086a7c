"""F-15 谈心谈话记录: printed on the spot for whoever may read it, and kept nowhere (TT-05)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class TalkRecordContent:
    branch: str
    talker: str
    partner: str
    relation: str
    kind: str
    reason: str
    talked_on: date
    place: str
    gist: str
    opinions: str
    problems: str
    answer: str
    items: tuple[str, ...]
    talker_signed: str
    partner_signed: str

    @property
    def is_signed(self) -> bool:
        return bool(self.talker_signed and self.partner_signed)


class TalkRecordDocument(Document[TalkRecordContent]):
    template = "documents/talk_record.html"
    stylesheets = ("form.css", "table.css", "slip.css", "talk_record.css")
    content_type = TalkRecordContent
