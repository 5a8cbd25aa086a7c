"""What the branch knows of each member's year: meetings and hours of study, no score (DA-06, DA-10)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from activities.choices import PRESENT_STATUSES, ActivityState, AttendanceStatus
from activities.models import Attendance
from activities.reports.study_lines import study_lines
from activities.rules.lecture_hours import hours_text

NOT_EXPECTED = (AttendanceStatus.NOT_YET, AttendanceStatus.EXEMPT)


@dataclass(frozen=True)
class OwnYearInShort:
    """到会 9/10，无故缺席 1 次，集中学习 36 学时"""

    attended: int = 0
    expected: int = 0
    unexcused: int = 0
    tenths: int = 0

    @property
    def sentence(self) -> str:
        missed = f"，无故缺席 {self.unexcused} 次" if self.unexcused else ""
        return f"到会 {self.attended}/{self.expected}{missed}，学习培训 {hours_text(self.tenths)}"


def year_in_short(year: int, members: Collection[int]) -> dict[int, OwnYearInShort]:
    """By member; the hours are those of his ledger F-31 and of no other sum. A fixed number of queries."""
    marks = Attendance.objects.filter(
        member__in=members, activity__for_year=year, activity__state=ActivityState.HELD
    ).order_by()
    rows = marks.values_list("member").annotate(
        attended=Count("pk", filter=Q(status__in=PRESENT_STATUSES)),
        expected=Count("pk", filter=~Q(status__in=NOT_EXPECTED)),
        unexcused=Count("pk", filter=Q(status=AttendanceStatus.ABSENT)),
    )
    counts = {member: (attended, expected, absent) for member, attended, expected, absent in rows}
    found = {}
    for member, lines in study_lines(members, year).items():
        attended, expected, unexcused = counts.get(member, (0, 0, 0))
        found[member] = OwnYearInShort(attended, expected, unexcused, sum(line.tenths for line in lines))
    return found
