"""The days of an event of several days: what is signed in to, and who was at which (PD-30)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from activities.choices import PRESENT_STATUSES
from activities.models import Activity, Attendance, SessionMark
from activities.reports.expected import expected_at
from activities.rules.sessions import HalfDay, Session, Share, half_day_of, session_at, sessions_of, share_of
from branches.models import Organization
from branches.reports.parameters import in_force
from partywork.common import clock


def sessions_at(activity: Activity) -> tuple[str, list[Session]]:
    """How the branch's committee wants it signed, and the sessions that follow; none for an event of one day."""
    if not activity.spans_days:
        return "", []
    mode = str(in_force(activity.branch, activity.day)["pd.days_sign_in"])
    return mode, sessions_of(activity.starts_at, activity.ends_at, mode)


def sessions_now(activity: Activity) -> list[Session]:
    """The same for the screen, which asks every two seconds: the choice is looked up once a minute."""
    if not activity.spans_days:
        return []
    mode = _mode(activity.branch_id, activity.day, int(clock.now().timestamp() // 60))
    return sessions_of(activity.starts_at, activity.ends_at, mode)


def here_now(activity: Activity) -> set[int] | None:
    """Who has signed in to the session of this hour; None where one sign-in is enough for the event."""
    sessions = sessions_now(activity)
    session = session_at(sessions, half_day_of(clock.now())) if sessions else None
    if session is None:
        return None
    marks = SessionMark.objects.filter(activity=activity, on=session.on)
    rows = marks.values_list("member_id", "on", "half")
    return {member for member, on, half in rows if HalfDay(on, half) in session.halves}


@dataclass(frozen=True)
class DayLine:
    """One person and every session: there or not."""

    member_id: int
    name: str
    cells: tuple[tuple[Session, bool], ...]
    share: Share


def day_lines(activity: Activity, sessions: list[Session]) -> list[DayLine]:
    """Everybody on the roster of the first day, in pinyin order: four queries, however many people."""
    marks: dict[int, list[HalfDay]] = defaultdict(list)
    for member, on, half in activity.session_marks.values_list("member_id", "on", "half"):
        marks[member].append(HalfDay(on, half))
    lines = []
    for entry in expected_at(activity):
        there = {session_at(sessions, mark) for mark in marks[entry.member_id]}
        cells = tuple((session, session in there) for session in sessions)
        lines.append(DayLine(entry.member_id, entry.name, cells, share_of(sessions, marks[entry.member_id])))
    return lines


def is_signed_in(activity_id: int, member_id: int | None) -> bool:
    """Whether the member need not sign in again now."""
    activity = Activity.objects.select_related("branch").get(pk=activity_id)
    here = here_now(activity)
    if here is not None:
        return member_id in here
    return Attendance.objects.filter(
        activity=activity, member=member_id, status__in=PRESENT_STATUSES
    ).exists()


@lru_cache(maxsize=64)
def _mode(branch_id: int, day: date, _minute: int) -> str:
    return str(in_force(Organization.objects.get(pk=branch_id), day)["pd.days_sign_in"])
