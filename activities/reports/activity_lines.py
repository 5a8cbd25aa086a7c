"""The activities of a year in one list: state, who came, how far the sheet is, and what is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q

from activities.choices import ActivityState, MakeUpState, RecordState
from activities.models import Activity
from activities.models.activity import ActivityQuerySet
from partywork.common import clock


@dataclass(frozen=True)
class ActivityLine:
    """`next` is what somebody has to do now, "" when nothing is open."""

    activity: Activity
    state: str
    badge: str
    sheet: str
    sheet_badge: str
    next: str
    anchor: str

    @property
    def attendance(self) -> str:
        held = self.activity.state == ActivityState.HELD
        return f"{self.activity.present} / {self.activity.total}" if held else ""


@dataclass(frozen=True)
class MonthOfLines:
    month: int
    lines: tuple[ActivityLine, ...]


def lines_of_year(activities: ActivityQuerySet, year: int) -> ActivityQuerySet:
    """The activities of the year, newest month first, with what a line needs: one query, whatever the number."""
    waiting = Q(attendances__make_up__isnull=False) & ~Q(attendances__make_up__state=MakeUpState.CONFIRMED)
    return (
        activities.filter(for_year=year)
        .select_related("branch", "record", "group")
        .annotate(owing=Count("attendances", filter=waiting))
        .order_by("-for_month", "starts_at", "pk")
    )


def by_month(activities: Iterable[Activity]) -> list[MonthOfLines]:
    lines = [line_of(activity) for activity in activities]
    grouped = groupby(lines, key=lambda line: line.activity.for_month)
    return [MonthOfLines(month, tuple(group)) for month, group in grouped]


def line_of(activity: Activity) -> ActivityLine:
    record = getattr(activity, "record", None)
    badges = {ActivityState.HELD: "done", ActivityState.CANCELLED: "", ActivityState.ANNOUNCED: "must"}
    sheets = {RecordState.ACCEPTED: "done", RecordState.RETURNED: "warn", RecordState.SUBMITTED: "must"}
    following, anchor = _next(activity)
    return ActivityLine(
        activity=activity,
        state=str(activity.get_state_display()),
        badge=badges.get(ActivityState(activity.state), "unknown"),
        sheet=str(record.get_state_display()) if record else "",
        sheet_badge=sheets.get(RecordState(record.state), "unknown") if record else "",
        next=following,
        anchor=anchor,
    )


def _next(activity: Activity) -> tuple[str, str]:
    now = clock.now()
    if activity.state == ActivityState.CANCELLED:
        return "", ""
    if activity.is_open:
        if now >= activity.ends_at:
            return f"结束{activity.sort.label}", "close"
        if now >= activity.starts_at:
            return "登记到会", "attendance"
        notice = "发布预告" if activity.sort.has_nine_steps else "发通知"
        return (notice, "notice") if activity.state == ActivityState.DRAFT else ("等活动开展", "")
    record = activity.record
    if record.is_editable:
        paper = activity.sort.paper
        return (f"按意见修改{paper}" if record.state == RecordState.RETURNED else f"写{paper}"), "record"
    owing = getattr(activity, "owing", 0)
    if owing:
        return f"{owing} 人的补课", "make-ups"
    return ("等上级受理", "") if record.state == RecordState.SUBMITTED else ("", "")
