"""F-05 补课记录: contacted, told, made up, confirmed by another person, archived (AT-05)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class MakeUpRecordContent:
    branch: str
    group: str
    name: str
    activity: str
    held_on: date
    absence: str
    cause: str
    contacted_by: str
    contacted_at: str
    told: str
    allowed: str
    due: str
    method: str
    done_on: date | None
    minutes: int | None
    place: str
    visitors: str
    brought: str
    gist: str
    handed_in_by: str
    confirmed_by: str
    confirmed_on: date | None
    is_late: bool

    @property
    def state(self) -> str:
        if self.confirmed_on is None:
            return "未办结"
        return "办结（逾期补课）" if self.is_late else "办结"


class MakeUpRecordDocument(Document[MakeUpRecordContent]):
    template = "documents/make_up_record.html"
    stylesheets = ("form.css", "table.css", "slip.css")
    content_type = MakeUpRecordContent
