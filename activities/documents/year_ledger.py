"""F-08 主题党日活动台账: the year on one landscape page, every cell read off the facts (PD-22)."""

from dataclasses import dataclass
from datetime import date

from partywork.common.pdf import Document


@dataclass(frozen=True)
class LedgerLine:
    """One Party day, or a planned month without one yet (all further cells empty)."""

    number: int
    month: int
    planned: str
    held_on: date | None = None
    changed: str = ""
    notice_on: date | None = None
    notice_lead: int | None = None
    theme: str = ""
    mode: str = ""
    place: str = ""
    minutes: int | None = None
    chair: str = ""
    expected: int | None = None
    present: int | None = None
    rate: str = ""
    on_leave: int | None = None
    absent: int | None = None
    made_up: int | None = None
    ballots: int | None = None
    satisfaction: str = ""
    filed_on: date | None = None
    in_time: bool | None = None
    remark: str = ""

    @property
    def duration(self) -> str:
        """3时30分"""
        if self.minutes is None:
            return ""
        hours, minutes = divmod(self.minutes, 60)
        return (f"{hours}时" if hours else "") + (f"{minutes}分" if minutes or not hours else "")


@dataclass(frozen=True)
class LedgerSums:
    expected: int
    present: int
    rate: str
    on_leave: int
    absent: int
    made_up: int
    ballots: int


@dataclass(frozen=True)
class YearLedgerContent:
    branch: str
    year: int
    as_of: date
    kept_by: str
    rows: tuple[LedgerLine, ...]
    sentence: str
    sums: LedgerSums


class YearLedgerDocument(Document[YearLedgerContent]):
    template = "documents/year_ledger.html"
    stylesheets = ("form.css", "table.css", "year_ledger.css")
    content_type = YearLedgerContent
