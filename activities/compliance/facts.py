"""What the rules judge: plain facts of one branch and one year, loaded elsewhere in a few queries.

Limits stand beside each event because they are those of its own day (E-78, E-86). None means "not recorded".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from activities.compliance.meeting_facts import MatterFacts, MinutesFacts
from activities.rules.attendance import Headcount
from activities.rules.charter import Progress
from activities.rules.duties import DutyYear
from activities.rules.satisfaction import RatedEvent
from activities.rules.study_target import NewMember, NewSecretary
from branches.rules.calendar import WorkCalendar, work_calendar
from members.compliance.facts import DuesYear


@dataclass(frozen=True)
class Limits:
    """The parameters in force for the branch on one day."""

    events_per_month: int = 1
    half_day_minutes: int = 180
    same_month: bool = True
    notice_days: int = 5
    notice_in_workdays: bool = False
    min_attendance_pct: int = 80
    denominator: str = "total"
    small_branch_mode: str = "strict"
    rating_hours: int = 24
    flag_badge: str = "off"


@dataclass(frozen=True)
class MoveFacts:
    """One change of the event's day, with the reason and the moment it was reported."""

    old: date
    new: date | None
    reason: str
    reported_at: datetime | None
    committee_agreed: bool = False


@dataclass(frozen=True)
class PartyDayFacts:
    """One themed Party day that was announced or held; `headcount` is None until its list was closed.

    Deadlines are the frozen ones of the event: they never move afterwards (N30).
    """

    activity: int
    title: str
    day: date
    for_month: tuple[int, int]
    is_held: bool = False
    is_cancelled: bool = False
    minutes: int | None = None
    published_at: datetime | None = None
    moves: tuple[MoveFacts, ...] = ()
    headcount: Headcount | None = None
    ended_at: datetime | None = None
    record_due: datetime | None = None
    record_submitted_at: datetime | None = None
    why_record_due: str = ""
    rating_opened_at: datetime | None = None
    rating_closed_at: datetime | None = None
    short_reason: str = ""
    late_notice_reason: str = ""
    low_attendance_reason: str = ""
    is_online: bool = False
    flag_hung: bool | None = None
    badges_worn: bool | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class MakeUpFacts:
    """One absence that is to be made up."""

    make_up: int
    member_name: str
    event_title: str
    last_day: date
    confirmed_on: date | None = None


@dataclass(frozen=True)
class PlanFilingFacts:
    """The branch's year plan: when it was due and first handed in complete (RC-02)."""

    year: int
    due: datetime
    submitted_at: datetime | None = None


@dataclass(frozen=True)
class VoteFacts:
    """One vote that two people have closed, by its frozen numbers; `item` is the item of the agenda it hangs on."""

    ballot: int
    title: str
    day: date
    kind: str
    method: str
    expected: int
    present: int
    written: int
    in_favour: int
    passed: bool
    item: int | None = None
    subject: str = ""


@dataclass(frozen=True)
class TermFacts:
    """One term of the branch committee; `election_due` is the day it is full, or the other day that was approved."""

    number: int
    due_on: date
    election_due: date
    ended_on: date | None = None


@dataclass(frozen=True)
class StudyFacts:
    """One member's year of study against what was asked of him; not judged while exempt (ED-01, ED-02)."""

    member_name: str
    tenths: int
    target_hours: int
    is_judged: bool = True
    is_behind: bool = False
    is_committee: bool = False
    trainings: int = 0
    trainings_asked: int = 1
    new_secretary: NewSecretary | None = None
    new_member: NewMember | None = None

    @property
    def is_done(self) -> bool:
        return self.tenths >= self.target_hours * 10


@dataclass(frozen=True)
class PublicNoticeFacts:
    """One notice of a person: `asked` is the number of working days the committee asked for on that day."""

    notice: int
    point: str
    posted_on: date
    until: date
    workdays: int
    asked: int
    result: str = ""


@dataclass(frozen=True)
class PersonOnTheWay:
    """One person's way to membership: the day of each step that stands, and what surrounds it.

    `ended_on` is the day the way was stopped or given up. `points` are the notices the committee asked for, by point.
    """

    person: int
    name: str
    done: Mapping[str, date] = field(default_factory=dict)
    reviews: tuple[date, ...] = ()
    quarters: tuple[date, ...] = ()
    earlier_months: int = 0
    extended_months: int = 0
    postponed: bool = False
    special: str = ""
    ended_on: date | None = None
    notices: tuple[PublicNoticeFacts, ...] = ()
    points: frozenset[str] = frozenset()
    meeting_days: int = 30


@dataclass(frozen=True)
class MonthExcuse:
    """A month that was not held for a reason the branch wrote down (未开展，有因)."""

    month: int
    reason: str


@dataclass(frozen=True)
class BranchYear:
    """Everything the rules look at for one branch in one calendar year."""

    year: int
    now: datetime
    events: tuple[PartyDayFacts, ...] = ()
    first_month: int = 1
    last_month: int = 12
    exempt_months: frozenset[int] = frozenset()
    excuses: tuple[MonthExcuse, ...] = ()
    events_per_month: int = 1
    asked_by_month: Mapping[int, int] = field(default_factory=dict)
    make_ups: tuple[MakeUpFacts, ...] = ()
    rated: tuple[RatedEvent, ...] = ()
    rating_times: int = 3
    rating_threshold_pct: int = 60
    plan: PlanFilingFacts | None = None
    votes: tuple[VoteFacts, ...] = ()
    minutes: tuple[MinutesFacts, ...] = ()
    matters: tuple[MatterFacts, ...] = ()
    terms: tuple[TermFacts, ...] = ()
    people: tuple[PersonOnTheWay, ...] = ()
    charter: Progress | None = None
    calendar: WorkCalendar = field(default_factory=work_calendar)
    dues: DuesYear | None = None  # None: the branch keeps no dues in here
    studied: tuple[StudyFacts, ...] | None = None  # None: not loaded, nothing of it is judged
    duties: DutyYear | None = None  # None: not loaded, nothing of it is judged

    @property
    def held(self) -> tuple[PartyDayFacts, ...]:
        return tuple(event for event in self.events if event.is_held and not event.is_cancelled)

    def held_for(self, month: int) -> tuple[PartyDayFacts, ...]:
        """Events that count for the month, whenever they took place (E-17)."""
        return tuple(event for event in self.held if event.for_month == (self.year, month))

    def asked_in(self, month: int) -> int:
        """How many the committee asked for in that month (E-78)."""
        return self.asked_by_month.get(month, self.events_per_month)

    def excuse_for(self, month: int) -> str:
        return next((excuse.reason for excuse in self.excuses if excuse.month == month), "")
