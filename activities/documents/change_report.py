"""F-40 主题党日活动变更报备单: what was to be, what is to be, why, and the superior's word (PD-04)."""

from dataclasses import dataclass
from datetime import date, datetime

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ChangeReportContent:
    """One change that was reported, or one that is asked for (`asks`). `new_on` is None when it was called off."""

    branch: str
    theme: str
    asks: bool
    kind: str
    old_on: date
    old_time: str
    old_place: str
    new_on: date | None
    new_time: str
    new_place: str
    same_month: bool
    reason: str
    reported_by: str
    reported_at: datetime
    superior: str
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None

    @property
    def title(self) -> str:
        return "主题党日活动改期请示单" if self.asks else "主题党日活动变更报备单"


class ChangeReportDocument(Document[ChangeReportContent]):
    template = "documents/change_report.html"
    stylesheets = ("form.css", "table.css", "change_report.css")
    content_type = ChangeReportContent
