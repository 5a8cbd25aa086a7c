"""Who will come on the day chosen, and whether another lawful day would be better (N31)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from activities.choices import ActivityState, LeaveState
from activities.models import Activity, StandingAbsence
from activities.reports.days_to_meet import days_to_meet
from activities.reports.expected import expected_at
from activities.rules.attendance import judge_attendance
from activities.rules.forecast import Forecast, PastDay, better_of, coming, meets
from activities.rules.headcount import Headcount
from members.reports.roster import RosterEntry
from partywork.common import clock

A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Outlook:
    """The day chosen, and the better one where there is one."""

    chosen: Forecast
    better: Forecast | None

    @property
    def sentence(self) -> str:
        """6月18日（周四）预计到17人，……不到80%（需20人，差3人）；6月23日（周二）预计到21人，……够。"""
        if self.better is None:
            return f"{self.chosen.sentence}。"
        return f"{self.chosen.sentence}；{self.better.sentence}。"


def outlook_of(activity: Activity, limits: dict[str, Any]) -> Outlook:
    """A fixed number of queries, however many people and days."""
    teller = _Teller(activity, limits)
    others = [each.date for each in days_to_meet(activity) if each.date != activity.day]
    return Outlook(teller.on(activity.day), better_of(teller.on(activity.day), map(teller.on, others)))


class _Teller:
    """What is known of the people: a leave speaks of the chosen day only, a standing absence of its weekday."""

    def __init__(self, activity: Activity, limits: dict[str, Any]) -> None:
        self._activity, self._limits = activity, limits
        self._roster = expected_at(activity)
        asked = activity.leaves.filter(state__in=[LeaveState.ASKED, LeaveState.APPROVED])
        self._on_leave = set(asked.values_list("member_id", flat=True))
        self._standing = list(
            StandingAbsence.objects.filter(member__in=[entry.member_id for entry in self._roster])
        )
        self._past = list(_past(activity))

    def on(self, day: date) -> Forecast:
        expected = [entry for entry in self._roster if not entry.exemption]
        leave = self._on_leave if day == self._activity.day else set()
        standing = self._standing_on(day) - leave
        able = [entry for entry in expected if entry.member_id not in leave | standing]
        present = coming(len(able), len(expected), self._past, day.weekday())
        same = sum(1 for past in self._past if past.day.weekday() == day.weekday())
        verdict = judge_attendance(
            Headcount(total=len(self._roster), present=present, exempt=len(self._roster) - len(expected)),
            int(self._limits["pd.min_attendance_pct"]),
            str(self._limits["pd.denominator"]),
            str(self._limits["pd.small_branch_mode"]),
        )
        return Forecast(day, verdict, _count(expected, leave), _count(expected, standing), same)

    def _standing_on(self, day: date) -> set[int]:
        starts = self._activity.starts_at.astimezone(clock.OFFICE).time()
        ends = self._activity.ends_at.astimezone(clock.OFFICE).time()
        return {
            row.member_id
            for row in self._standing
            if row.since <= day <= row.until
            and row.weekday == day.weekday()
            and meets(row.part, starts, ends)
        }


def _count(expected: Iterable[RosterEntry], people: set[int]) -> int:
    return sum(entry.member_id in people for entry in expected)


def _past(activity: Activity) -> Iterable[PastDay]:
    rows = Activity.objects.filter(
        branch=activity.branch_id,
        kind=activity.kind,
        state=ActivityState.HELD,
        starts_at__lt=activity.starts_at,
        starts_at__gte=activity.starts_at - A_YEAR,
    )
    for starts_at, expected, present in rows.values_list("starts_at", "expected", "present"):
        yield PastDay(clock.local_day(starts_at), expected, present)
