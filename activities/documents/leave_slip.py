"""F-04 请假条: asked in writing, decided with a name and a day (AT-03, AT-04). Never an illness by its name (PI-02)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class LeaveSlipContent:
    branch: str
    group: str
    name: str
    activity: str
    kind: str
    held_on: date
    time: str
    reason: str
    text: str
    asked_on: date
    asked_at: str
    after_start: bool
    decision: str
    note: str
    decided_by: str
    decided_on: date | None
    make_up: str

    @property
    def title(self) -> str:
        return "补假条" if self.after_start else "请假条"


class LeaveSlipDocument(Document[LeaveSlipContent]):
    template = "documents/leave_slip.html"
    stylesheets = ("form.css", "table.css", "slip.css")
    content_type = LeaveSlipContent
