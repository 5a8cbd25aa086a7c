"""The turnout of a closed activity from its counters: no list of people is read (PD-12, performance.md 1b)."""

from dataclasses import dataclass
from typing import Any

from activities.choices import ActivityState
from activities.models import Activity
from activities.rules.attendance import judge_attendance
from activities.rules.headcount import Headcount


@dataclass(frozen=True)
class Rate:
    """A ratio as two integers, never rounded."""

    numerator: int
    denominator: int


@dataclass(frozen=True)
class AttendanceCounts:
    """`met` is None while people without a mark could still change it, and where nobody had to come."""

    total: int
    expected: int
    present: int
    unsettled: int
    made_up: int
    judged_by: str
    required_pct: int
    required: int
    met: bool | None
    total_rate: Rate
    expected_rate: Rate


def attendance_counts(activity: Activity) -> AttendanceCounts | None:
    """None until the activity is closed: before that there is no denominator (N01)."""
    if activity.state != ActivityState.HELD:
        return None
    limits: dict[str, Any] = activity.judged_by
    heads = Headcount(
        total=activity.total,
        present=activity.present,
        exempt=activity.total - activity.expected,
        unsettled=activity.unsettled,
        made_up=activity.made_up,
    )
    verdict = judge_attendance(
        heads,
        pct=int(limits["pd.min_attendance_pct"]),
        denominator=limits["pd.denominator"],
        small_branch_mode=limits["pd.small_branch_mode"],
    )
    return AttendanceCounts(
        total=heads.total,
        expected=heads.expected,
        present=heads.present,
        unsettled=heads.unsettled,
        made_up=heads.made_up,
        judged_by=verdict.denominator,
        required_pct=verdict.pct,
        required=verdict.required,
        met=verdict.met,
        total_rate=Rate(heads.present, heads.total),
        expected_rate=Rate(heads.present, heads.expected),
    )
