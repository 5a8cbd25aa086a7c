"""An event of several days: its half days, who was there for how much of it, and the hours it is worth (PD-30, ED-03).

Every sign-in is kept with its half day. Whether one a day is asked for, one a half day, or one for the whole event
is the committee's choice; the same marks are read by whichever was in force on the day.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from partywork.common.clock import OFFICE, at

ONCE, DAY, HALF_DAY = "once", "day", "half_day"
AM, PM = "am", "pm"
NOON = time(12, 0)
# An evening that ends after midnight is one sitting, not an event of two days (E-25).
ONE_SITTING = timedelta(hours=12)
HALVES = {AM: "上午", PM: "下午"}


@dataclass(frozen=True, order=True)
class HalfDay:
    """The forenoon or the afternoon of one day."""

    on: date
    half: str

    @property
    def label(self) -> str:
        return f"{self.on.month}月{self.on.day}日{HALVES[self.half]}"


@dataclass(frozen=True)
class Session:
    """What one sign-in answers for: a half day, or all the event's half days of one day."""

    halves: tuple[HalfDay, ...]

    @property
    def on(self) -> date:
        return self.halves[0].on

    @property
    def label(self) -> str:
        first = self.halves[0]
        return first.label if len(self.halves) == 1 else f"{first.on.month}月{first.on.day}日"

    def hours(self, per_half_day: int, per_day: int) -> int:
        return per_day if len(self.halves) == len(HALVES) else per_half_day


@dataclass(frozen=True)
class Share:
    """How much of the event somebody was at, in whole sessions, with the hours they are worth."""

    attended: int
    total: int
    hours: int

    @property
    def is_whole(self) -> bool:
        return self.attended == self.total

    def reaches(self, min_pct: int) -> bool:
        """Integers only: two of three are not rounded to anything."""
        return self.attended * 100 >= min_pct * self.total

    def text(self, mode: str) -> str:
        unit = "个半天" if mode == HALF_DAY else "天"
        return f"到会{self.attended}/{self.total}{unit}，{self.hours}学时"


def spans_days(starts_at: datetime, ends_at: datetime) -> bool:
    """More than one day of the calendar, and more than one sitting."""
    first = starts_at.astimezone(OFFICE).date()
    return _last_day(ends_at) > first and ends_at - starts_at > ONE_SITTING


def half_days(starts_at: datetime, ends_at: datetime) -> list[HalfDay]:
    """The half days from start to end; noon and midnight belong to what begins there."""
    start, end = starts_at.astimezone(OFFICE), ends_at.astimezone(OFFICE)
    found, day = [], start.date()
    while day <= end.date():
        noon = at(day, NOON)
        if start < noon and end > at(day, time.min):
            found.append(HalfDay(day, AM))
        if start < at(day + timedelta(days=1), time.min) and end > noon:
            found.append(HalfDay(day, PM))
        day += timedelta(days=1)
    return found


def sessions_of(starts_at: datetime, ends_at: datetime, mode: str) -> list[Session]:
    """What is signed in to; nothing of its own for an event of one day, or where one sign-in is enough."""
    if mode == ONCE or not spans_days(starts_at, ends_at):
        return []
    halves = half_days(starts_at, ends_at)
    if mode == HALF_DAY:
        return [Session((half,)) for half in halves]
    days = sorted({half.on for half in halves})
    return [Session(tuple(half for half in halves if half.on == day)) for day in days]


def half_day_of(moment: datetime) -> HalfDay:
    local = moment.astimezone(OFFICE)
    return HalfDay(local.date(), AM if local.time() < NOON else PM)


def session_at(sessions: Sequence[Session], mark: HalfDay) -> Session | None:
    """The session a sign-in counts for: its own, else the next of that day, for who comes before the doors open."""
    own = (session for session in sessions if mark in session.halves)
    later = (session for session in sessions if session.on == mark.on and session.halves[0] > mark)
    return next(own, None) or next(later, None)


def share_of(
    sessions: Sequence[Session], marks: Iterable[HalfDay], *, per_half_day: int = 4, per_day: int = 8
) -> Share:
    """Each session once, however often somebody signed in to it."""
    found: Collection[Session] = {
        session for session in (session_at(sessions, mark) for mark in marks) if session is not None
    }
    hours = sum(session.hours(per_half_day, per_day) for session in found)
    return Share(len(found), len(sessions), hours)


def _last_day(ends_at: datetime) -> date:
    return (ends_at - timedelta(microseconds=1)).astimezone(OFFICE).date()
