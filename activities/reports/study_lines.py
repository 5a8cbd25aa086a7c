"""What somebody learned in a calendar year, line by line, off the registers and never typed twice (ED-03, F-31)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from activities.choices import PRESENT_STATUSES, ActivityKind, ActivityState, MakeUpState
from activities.choices_education import OutsideState, StudySort
from activities.choices_quiz import QuizState
from activities.models import (
    Activity,
    Attendance,
    HoursCorrection,
    MakeUp,
    OutsideStudy,
    QuizTurn,
    StudyHours,
)
from activities.rules.lecture_hours import hours_text, tenths_of_days
from activities.rules.sessions import half_days
from activities.rules.study_sum import Sitting, Worth, capped_by_day, tenths_by_sitting
from branches.rules.parameters import SPECS
from partywork.common import clock

COUNTED = {
    ActivityKind.PARTY_DAY: StudySort.PARTY_DAY,
    ActivityKind.LECTURE: StudySort.LECTURE,
    ActivityKind.STUDY: StudySort.STUDY,
}
KEYS = ("pd.half_day_minutes", "ed.hour_per_half_day", "ed.hour_per_day")


@dataclass(frozen=True)
class StudyLine:
    """One line of the ledger F-31: 日期 · 活动/课程 · 类型 · 学时."""

    on: date
    title: str
    sort: StudySort
    tenths: int
    note: str = ""
    activity: int | None = None
    outside: int | None = None

    @property
    def hours(self) -> str:
        return hours_text(self.tenths)

    @property
    def sort_text(self) -> str:
        return str(self.sort.label)


@dataclass(frozen=True)
class Said:
    """Hours somebody wrote down with a reason."""

    tenths: int
    reason: str


def study_lines(members: Collection[int], year: int) -> dict[int, tuple[StudyLine, ...]]:
    """By member, in order of days: seven queries, however many members."""
    events = _Events(members, year)
    found: dict[int, list[StudyLine]] = {member: [] for member in members}
    for member, marks in events.marks.items():
        found[member] += _of_marks(events, member, marks)
    for line_of, line in (*_made_up(members, year), *_outside(members, year), *_quizzes(members, year)):
        found[line_of].append(line)
    return {member: tuple(sorted(lines, key=lambda each: each.on)) for member, lines in found.items()}


@dataclass(frozen=True)
class _Mark:
    activity: int
    hours: int | None
    left_at: datetime | None
    minutes: int | None


class _Events:
    """The gatherings of the year the members were at, with what was said about their hours."""

    def __init__(self, members: Collection[int], year: int) -> None:
        self.marks: dict[int, list[_Mark]] = defaultdict(list)
        rows = Attendance.objects.filter(
            member__in=members,
            status__in=PRESENT_STATUSES,
            activity__state=ActivityState.HELD,
            activity__kind__in=COUNTED,
            activity__starts_at__gte=clock.start_of(date(year, 1, 1)),
            activity__starts_at__lt=clock.start_of(date(year + 1, 1, 1)),
        ).values_list("member_id", "activity_id", "hours", "left_at", "minutes")
        for member, activity, hours, left_at, minutes in rows:
            self.marks[member].append(_Mark(activity, hours, left_at, minutes))
        ids = {mark.activity for marks in self.marks.values() for mark in marks}
        fields = ("kind", "theme", "starts_at", "ends_at", "gathering_id", "judged_by")
        self.activities = {each.pk: each for each in Activity.objects.filter(pk__in=ids).only(*fields)}
        self.said: dict[tuple[int, int | None], Said] = {}
        for hours_row in StudyHours.objects.filter(activity__in=ids).exclude(reason=""):
            self.said[hours_row.activity_id, None] = Said(hours_row.tenths, hours_row.reason)
        for row in HoursCorrection.objects.filter(activity__in=ids):
            self.said[row.activity_id, row.member_id] = Said(row.tenths, row.reason)

    def said_of(self, member: int, activity: int) -> Said | None:
        return self.said.get((activity, member)) or self.said.get((activity, None))


def worth_of(judged_by: Mapping[str, Any]) -> Worth:
    """As it was in force on the day, frozen when the gathering ended."""
    half_day, per_half_day, per_day = (int(judged_by.get(key, SPECS[key].default)) for key in KEYS)
    return Worth(half_day, per_half_day, per_day)


def _of_marks(events: _Events, member: int, marks: list[_Mark]) -> list[StudyLine]:
    sittings = [
        _sitting(events.activities[mark.activity], mark, events.said_of(member, mark.activity))
        for mark in marks
    ]
    given = capped_by_day(sittings, tenths_by_sitting(sittings))
    return [
        _line(events.activities[mark.activity], given[mark.activity], events.said_of(member, mark.activity))
        for mark in sorted(marks, key=lambda each: events.activities[each.activity].starts_at)
    ]


def _sitting(activity: Activity, mark: _Mark, said: Said | None) -> Sitting:
    worth, end = worth_of(activity.judged_by), activity.ends_at
    if mark.left_at is not None:
        end = min(end, max(mark.left_at, activity.starts_at))
    elif mark.minutes is not None:
        end = min(end, activity.starts_at + timedelta(minutes=mark.minutes))
    tenths: int | None = None
    if activity.spans_days:
        tenths = mark.hours * 10 if mark.hours is not None else _whole_days(activity, worth)
    if said is not None:
        tenths = said.tenths
    return Sitting(
        activity.pk, activity.starts_at, end, worth, activity.gathering_id, tenths, activity.spans_days
    )


def _whole_days(activity: Activity, worth: Worth) -> int:
    halves = half_days(activity.starts_at, activity.ends_at)
    return tenths_of_days(
        len(halves),
        len({half.on for half in halves}),
        per_half_day=worth.per_half_day,
        per_day=worth.per_day,
    )


def _line(activity: Activity, tenths: int, said: Said | None) -> StudyLine:
    return StudyLine(
        on=activity.day,
        title=activity.theme,
        sort=COUNTED[ActivityKind(activity.kind)],
        tenths=tenths,
        note=f"更正：{said.reason}" if said else "",
        activity=activity.pk,
    )


def _made_up(members: Collection[int], year: int) -> list[tuple[int, StudyLine]]:
    """A make-up counts for the time that was written down, and for no more than what was missed; one query."""
    rows = (
        MakeUp.objects.filter(
            attendance__member__in=members,
            attendance__activity__kind__in=COUNTED,
            state=MakeUpState.CONFIRMED,
            done_on__year=year,
        )
        .select_related("attendance__activity")
        .order_by()
    )
    found = []
    for row in rows:
        activity, on = row.attendance.activity, row.done_on
        assert on is not None
        worth = worth_of(activity.judged_by)
        missed = _whole_days(activity, worth) if activity.spans_days else worth.tenths(activity.minutes)
        tenths = min(worth.tenths(row.minutes or 0), missed)
        note = f"补课：{row.get_method_display()}" + ("" if row.minutes else "，没有写时长")
        sort = COUNTED[ActivityKind(activity.kind)]
        line = StudyLine(on, activity.theme, sort, tenths, note, activity=activity.pk)
        found.append((row.attendance.member_id, line))
    return found


def _outside(members: Collection[int], year: int) -> list[tuple[int, StudyLine]]:
    rows = OutsideStudy.objects.filter(
        member__in=members, state=OutsideState.CONFIRMED, until__year=year
    ).order_by()
    return [
        (
            row.member_id,
            StudyLine(
                row.until,
                row.title,
                StudySort(row.sort),
                row.tenths,
                f"{row.organizer}，{row.get_basis_display()}",
                outside=row.pk,
            ),
        )
        for row in rows
    ]


def _quizzes(members: Collection[int], year: int) -> list[tuple[int, StudyLine]]:
    """Counts where the committee has said so, for whoever has done it, however well (ED-08)."""
    rows = QuizTurn.objects.filter(
        member__in=members, done_on__year=year, quiz__tenths__gt=0, quiz__state=QuizState.OPEN
    ).select_related("quiz")
    return [
        (row.member_id, StudyLine(row.done_on, row.quiz.title, StudySort.ONLINE, row.quiz.tenths, "学习测试"))
        for row in rows.order_by()
    ]
