"""What waits because of an event of the branch: a notice, the end, a change that was returned (PD-05)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from activities.choices import ActivityState, FilingKind
from activities.kinds import KINDS, Kind
from activities.models import Filing
from activities.reports.desk import LOOK_AHEAD, OPEN, THEME_SHOWN, Desk
from activities.reports.gathering import one_a_gathering
from activities.reports.todo_line import Todo, TodoPile, day_and_kind
from activities.rules.kind_limits import notice_days
from branches.models import Organization
from branches.reports.parameters import InForce
from branches.rules.calendar import WorkCalendar
from branches.rules.deadlines import latest_notice_day
from partywork.common import clock


class Limits(NamedTuple):
    parameters: InForce
    calendar: WorkCalendar


def to_close(desk: Desk) -> Iterator[Todo]:
    """A gathering is ended on any of its parts, once the last is over."""
    for row in one_a_gathering(row for row in desk.open if row.ends_at < clock.now()):
        yield Todo(
            f"结束 {day_and_kind(row)}：{row.theme}",
            f"时间已过。核对签到后结束，{'测评和' if row.sort.is_rated else ''}{row.sort.paper}随即开始。",
            "去结束",
            reverse("activity_detail", args=[row.pk]) + "#close",
            clock.end_of(row.last_day),
        )


def to_announce(desk: Desk, limits: Limits) -> Iterator[Todo]:
    until = desk.today + LOOK_AHEAD
    drafts = [
        row
        for row in desk.open
        if row.state == ActivityState.DRAFT and clock.now() < row.starts_at < clock.end_of(until)
    ]
    for activity in one_a_gathering(drafts):
        url = reverse("activity_detail", args=[activity.pk]) + "#notice"
        yield _announce(activity.sort, activity.day, activity.theme, "去发布", url, limits, post=False)
    for row in desk.plan:
        if row.kind == "party_day" and row.is_fresh and row.start and desk.today < row.start <= until:
            url = reverse("activity_open", args=[row.pk])
            yield _announce(KINDS[row.kind], row.start, row.theme, "开活动", url, limits, post=True)


def _announce(
    kind: Kind, day: date, theme: str, action: str, url: str, limits: Limits, *, post: bool
) -> Todo:
    parameters = limits.parameters
    working = parameters["pd.notice_counting"] == "working"
    latest = latest_notice_day(day, notice_days(kind, parameters), working, limits.calendar)
    what, rule = ("预告", ("PD-05", "提前公示")) if kind.has_nine_steps else ("通知", ("", ""))
    return Todo(
        f"{'发布' if kind.has_nine_steps else '发'} {day.month}月{day.day}日{kind.label}{what}",
        f"{theme[:THEME_SHOWN].rstrip('。；')}。{latest.explanation}。",
        action,
        url,
        latest.due,
        *rule,
        post=post,
    )


def returned_changes(branch: Organization) -> TodoPile:
    kinds = [FilingKind.CHANGE, FilingKind.THEME, FilingKind.MOVE]
    rows = Filing.objects.filter(branch=branch, state="returned", kind__in=kinds, activity__state__in=OPEN)
    return TodoPile(rows.select_related("activity"), _returned)


def _returned(rows: QuerySet[Filing]) -> Iterator[Todo]:
    for row in rows:
        assert row.activity is not None
        url = reverse("activity_detail", args=[row.activity_id])
        yield Todo(
            f"{row.get_kind_display()}被退回：{row.activity.theme}",
            "请看上级的意见，调整后再报。",
            "去看",
            url,
            row.activity.starts_at,
        )
