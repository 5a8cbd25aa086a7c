"""A conference log laid beside the roster: who is meant, how long he stayed, and which mark that gives (S11, N38)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing

from activities.choices import AttendanceStatus
from activities.importing.conference import Visit
from activities.models import Activity
from activities.reports.expected import expected_at
from activities.rules.name_matching import match_name
from activities.rules.online_presence import Stay, judge_stay
from branches.reports.parameters import in_force
from members.reports.roster import RosterEntry

SALT = "activities.conference-log"
HOURS = 2


@dataclass(frozen=True)
class LogLine:
    """One name of the log; `proposed` is the member it means, None where the recorder has to say."""

    number: int
    name: str
    joined: datetime | None
    left: datetime | None
    minutes: int | None
    status: AttendanceStatus
    proposed: int | None
    is_certain: bool
    note: str

    def plain(self) -> list[Any]:
        return [
            self.name,
            self.joined.isoformat() if self.joined else "",
            self.left.isoformat() if self.left else "",
            self.minutes,
        ]


@dataclass(frozen=True)
class LogPreview:
    lines: list[LogLine]
    roster: list[RosterEntry]
    missing: list[str]

    @property
    def matched(self) -> int:
        return sum(1 for line in self.lines if line.proposed)


def preview_of(activity: Activity, visits: Iterable[Visit]) -> LogPreview:
    """Five queries, however long the log is."""
    roster = expected_at(activity)
    names = {entry.member_id: entry.name for entry in roster}
    share = int(in_force(activity.branch, activity.day)["at.early_leave_min_share"])
    marked = dict(activity.attendances.values_list("member_id", "status"))
    lines: list[LogLine] = []
    taken: set[int] = set()
    for number, visit in enumerate(visits):
        match = match_name(visit.name, names)
        minutes = visit.minutes_within(activity.starts_at, activity.ends_at)
        stay = Stay(visit.joined, visit.left, minutes)
        proposed = match.proposed if match.proposed not in taken else None
        note = _note(match.members, proposed, names, marked, is_certain=match.is_certain)
        if proposed is not None:
            taken.add(proposed)
        status = judge_stay(stay, activity.starts_at, activity.ends_at, share)
        lines.append(
            LogLine(
                number,
                visit.name,
                visit.joined,
                visit.left,
                minutes,
                status,
                proposed,
                match.is_certain,
                note,
            )
        )
    missing = [entry.name for entry in roster if entry.member_id not in taken and not entry.exemption]
    return LogPreview(lines, roster, missing)


def sealed(preview: LogPreview) -> str:
    """The lines as they were read, so that nobody can write other hours between looking and saving."""
    return signing.dumps([line.plain() for line in preview.lines], salt=SALT, compress=True)


def unsealed(text: str) -> list[list[Any]] | None:
    """None when it is not ours, or older than two hours."""
    try:
        found: list[list[Any]] = signing.loads(text, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return found


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _note(
    members: tuple[int, ...],
    proposed: int | None,
    names: dict[int, str],
    marked: dict[int, str],
    *,
    is_certain: bool,
) -> str:
    if len(members) > 1:
        return f"有 {len(members)} 位{names[members[0]]}，请选是哪一位"
    if members and proposed is None:
        return f"{names[members[0]]}上面已经有一行，请看是不是同一个人"
    if proposed is None:
        return "名册上没有，不登记；是本支部的请选"
    if proposed in marked:
        return "已有登记，不会改变"
    return "" if is_certain else "名字不完全一样，请核对"
