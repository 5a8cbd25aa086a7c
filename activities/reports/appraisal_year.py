"""What the branch knows of each member's year: meetings and hours of study, no score (DA-06, DA-10)."""

from collections.abc import Iterable
from dataclasses import dataclass

from activities.choices import PRESENT_STATUSES, ActivityKind, ActivityState, AttendanceStatus
from activities.models import Attendance
from activities.rules.study_hours import study_hours
from branches.models import Organization
from branches.reports.parameters import in_force
from partywork.common import clock

STUDIED = (ActivityKind.PARTY_DAY, ActivityKind.LECTURE, ActivityKind.STUDY)
NOT_EXPECTED = (AttendanceStatus.NOT_YET, AttendanceStatus.EXEMPT)


@dataclass(frozen=True)
class OwnYearInShort:
    """到会 9/10，无故缺席 1 次，集中学习 36 学时"""

    attended: int = 0
    expected: int = 0
    unexcused: int = 0
    hours: int = 0

    @property
    def sentence(self) -> str:
        missed = f"，无故缺席 {self.unexcused} 次" if self.unexcused else ""
        return f"到会 {self.attended}/{self.expected}{missed}，集中学习 {self.hours} 学时"


def year_in_short(branch: Organization, year: int, members: Iterable[int]) -> dict[int, OwnYearInShort]:
    """By member. One query, and that of the parameters; sittings at the same hour count once (PD-19)."""
    limits = in_force(branch, clock.today())
    worth = {"per_half_day": int(limits["ed.hour_per_half_day"]), "per_day": int(limits["ed.hour_per_day"])}
    rows = Attendance.objects.filter(
        member__in=list(members), activity__for_year=year, activity__state=ActivityState.HELD
    ).values_list(
        "member_id", "status", "hours", "activity__kind", "activity__starts_at", "activity__ends_at"
    )
    sittings: dict[int, dict[object, int]] = {}
    counts: dict[int, list[int]] = {}
    for member, status, hours, kind, starts_at, ends_at in rows:
        here = status in PRESENT_STATUSES
        own = counts.setdefault(member, [0, 0, 0])
        own[0] += here
        own[1] += status not in NOT_EXPECTED
        own[2] += status == AttendanceStatus.ABSENT
        if here and kind in STUDIED:
            minutes = int((ends_at - starts_at).total_seconds() // 60)
            given = hours if hours is not None else study_hours(minutes, **worth)
            at = sittings.setdefault(member, {})
            at[starts_at] = max(at.get(starts_at, 0), given)
    return {
        member: OwnYearInShort(attended, expected, unexcused, sum(sittings.get(member, {}).values()))
        for member, (attended, expected, unexcused) in counts.items()
    }
