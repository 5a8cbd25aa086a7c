"""What the nine steps are read off, and what one step looks like (PD-06, N08)."""

from dataclasses import dataclass
from datetime import date, datetime

from activities.choices import RatingState

DONE = "done"
MISSING = "missing"
UNKNOWN = "unknown"
OFF = "off"
STATES = {DONE: "已有依据", MISSING: "缺", UNKNOWN: "待定", OFF: "不适用"}

APPROVE = "approve"
FILE = "file"
NOT_ASKED = "off"


@dataclass(frozen=True)
class Step:
    """One step: its state, the fact it rests on (or what is missing), the day and the person."""

    number: int
    title: str
    state: str
    fact: str
    on: date | None = None
    by: str = ""

    @property
    def is_done(self) -> bool:
        return self.state == DONE


@dataclass(frozen=True)
class StepFacts:
    """What the data say about one event. Empty and None mean that nothing is recorded.

    `unsettled_names` are those on the list without any mark, `summary_missing` the parts of the summary that
    are still empty, `is_closed` says that the event was closed and its list frozen.
    """

    today: date
    event_date: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_closed: bool = False
    decided_on: date | None = None
    decided_by: str = ""
    decided_text: str = ""
    approval_mode: str = APPROVE
    submitted_on: date | None = None
    approved_on: date | None = None
    approved_by: str = ""
    notice_published_at: datetime | None = None
    notice_published_by: str = ""
    notice_lead: int | None = None
    notice_days: int = 5
    notice_unit: str = "天"
    notices_total: int = 0
    notices_delivered: int = 0
    notices_answered: int = 0
    notices_called: int = 0  # told by telephone (N11)
    expected: int = 0
    signed: int = 0
    unsettled_names: tuple[str, ...] = ()
    signed_by: str = ""
    reported_at: datetime | None = None
    report_text: str = ""
    host: str = ""
    minutes: int | None = None
    days: int = 1
    required_minutes: int = 180
    rating_state: str = RatingState.PREPARED
    rating_collected: int = 0
    rating_issued: int = 0
    rating_hours: int = 24
    summary_missing: tuple[str, ...] = ("主要内容", "议定事项")
    summary_on: date | None = None
    summary_by: str = ""

    @property
    def is_ahead(self) -> bool:
        return self.today < self.event_date and not self.is_closed
