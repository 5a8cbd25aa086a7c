"""What waits because of an event of the branch: a notice, the end, a change that was returned (PD-05)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse

from activities.choices import ActivityState, FilingKind
from activities.kinds import KINDS, Kind
from activities.models import Activity, Filing, PlannedActivity
from activities.reports.gathering import one_a_gathering
from activities.reports.todo_line import Todo, day_and_kind
from activities.rules.kind_limits import notice_days
from branches.models import Organization
from branches.reports.parameters import InForce
from branches.rules.calendar import WorkCalendar
from branches.rules.deadlines import latest_notice_day
from partywork.common import clock

# Further ahead than this nothing is asked of anybody yet.
LOOK_AHEAD = timedelta(days=21)


class Limits(NamedTuple):
    parameters: InForce
    calendar: WorkCalendar


def to_close(branch: Organization) -> Iterator[Todo]:
    """A gathering is ended on any of its parts, once the last is over."""
    rows = Activity.objects.filter(branch=branch).overdue_to_close(clock.now())
    for row in one_a_gathering(rows):
        yield Todo(
            f"结束 {day_and_kind(row)}：{row.theme}",
            f"时间已过。核对签到后结束，{'测评和' if row.sort.is_rated else ''}{row.sort.paper}随即开始。",
            "去结束",
            reverse("activity_detail", args=[row.pk]) + "#close",
            clock.end_of(row.last_day),
        )


def to_announce(branch: Organization, limits: Limits) -> Iterator[Todo]:
    today = clock.today()
    until = today + LOOK_AHEAD
    drafts = Activity.objects.filter(
        branch=branch, state=ActivityState.DRAFT, starts_at__gt=clock.now(), starts_at__lt=clock.end_of(until)
    )
    for activity in one_a_gathering(drafts):
        url = reverse("activity_detail", args=[activity.pk]) + "#notice"
        yield _announce(activity.sort, activity.day, activity.theme, "去发布", url, limits, post=False)
    rows = (
        PlannedActivity.objects.filter(
            plan__branch=branch, kind="party_day", start__gt=today, start__lte=until, amended_by__isnull=True
        )
        .exclude(activities__state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED, ActivityState.HELD])
        .select_related("plan")
    )
    for row in rows:
        assert row.start is not None
        url = reverse("activity_open", args=[row.pk])
        yield _announce(KINDS[row.kind], row.start, row.content, "开活动", url, limits, post=True)


def _announce(
    kind: Kind, day: date, theme: str, action: str, url: str, limits: Limits, *, post: bool
) -> Todo:
    parameters = limits.parameters
    working = parameters["pd.notice_counting"] == "working"
    latest = latest_notice_day(day, notice_days(kind, parameters), working, limits.calendar)
    what, rule = ("预告", ("PD-05", "提前公示")) if kind.has_nine_steps else ("通知", ("", ""))
    return Todo(
        f"{'发布' if kind.has_nine_steps else '发'} {day.month}月{day.day}日{kind.label}{what}",
        f"{theme[:40].rstrip('。；')}。{latest.explanation}。",
        action,
        url,
        latest.due,
        *rule,
        post=post,
    )


def returned_changes(branch: Organization) -> Iterator[Todo]:
    rows = Filing.objects.filter(
        branch=branch, state="returned", kind__in=[FilingKind.CHANGE, FilingKind.THEME, FilingKind.MOVE]
    ).select_related("activity")
    for row in rows:
        if row.activity is None or not row.activity.is_open:
            continue
        url = reverse("activity_detail", args=[row.activity_id])
        yield Todo(
            f"{row.get_kind_display()}被退回：{row.activity.theme}",
            "请看上级的意见，调整后再报。",
            "去看",
            url,
            row.activity.starts_at,
        )
