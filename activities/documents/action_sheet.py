"""F-43 会议议定事项督办表: where it was agreed, what, who, until when, how far, the day it was done (PD-29)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class ActionRow:
    meeting: str
    text: str
    owner: str
    due: str
    progress: str
    ended: str
    late: str = ""


@dataclass(frozen=True)
class ActionSheetContent:
    branch: str
    as_of: date
    kept_by: str
    shown: str
    sentence: str
    rows: tuple[ActionRow, ...]


class ActionSheetDocument(Document[ActionSheetContent]):
    template = "documents/action_sheet.html"
    stylesheets = ("form.css", "table.css", "action_sheet.css")
    content_type = ActionSheetContent
