"""Which publication of the notice counts, and whether it was early enough (PD-05, E-15, E-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from branches.rules.calendar import WorkCalendar
from branches.rules.deadlines import notice_lead
from partywork.common.clock import local_day


@dataclass(frozen=True)
class Publication:
    """What one publication said: when it went out, and the time and place it named."""

    published_at: datetime
    starts_at: datetime
    ends_at: datetime
    place: str

    def says_the_same(self, other: "Publication") -> bool:
        mine = (self.starts_at, self.ends_at, self.place.strip())
        return mine == (other.starts_at, other.ends_at, other.place.strip())


@dataclass(frozen=True)
class NoticeVerdict:
    """How many days of notice there were; `met` is None while nothing has been published."""

    counted: Publication | None
    lead: int | None
    required: int
    working: bool
    met: bool | None

    @property
    def unit(self) -> str:
        return "个工作日" if self.working else "天"

    @property
    def sentence(self) -> str:
        """提前7天预告，应不少于5天，够"""
        if self.lead is None:
            return f"尚未预告，应提前{self.required}{self.unit}"
        start = f"提前{self.lead}{self.unit}预告，应不少于{self.required}{self.unit}"
        return f"{start}，够" if self.met else f"{start}，晚{self.required - self.lead}{self.unit}"


def counting_publication(publications: Sequence[Publication]) -> Publication | None:
    """The publication from which the days count (E-19).

    A repetition that changes neither date, time nor place takes nothing away from the first; a change starts
    the count again.
    """
    ordered = sorted(publications, key=lambda each: each.published_at)
    if not ordered:
        return None
    counting = ordered[0]
    for publication in ordered[1:]:
        if not publication.says_the_same(counting):
            counting = publication
    return counting


def judge_notice(
    publications: Sequence[Publication],
    event_date: date,
    required: int,
    calendar: WorkCalendar | None = None,
) -> NoticeVerdict:
    """Days of notice against the days asked for; workdays when a calendar is given."""
    counted = counting_publication(publications)
    working = calendar is not None
    if counted is None:
        return NoticeVerdict(None, None, required, working, met=None)
    lead = notice_lead(event_date, local_day(counted.published_at), calendar)
    return NoticeVerdict(counted, lead, required, working, lead >= required)


def late_reason(publications: Sequence[Publication]) -> str:
    """What the reason field of a late notice is filled with: the plan was changed (E-15), or nothing."""
    ordered = sorted(publications, key=lambda each: each.published_at)
    return "计划调整" if ordered and counting_publication(ordered) != ordered[0] else ""
