"""What waits because of somebody: a make-up, a person without a mark, a leave (AT-02, AT-03, AT-05)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from activities.choices import (
    ActivityState,
    AttendanceStatus,
    LeaveState,
    MakeUpState,
    ObjectionState,
    RecordState,
)
from activities.models import Activity, LeaveRequest, MakeUp, Objection
from activities.reports.desk import Desk
from activities.reports.gathering import one_a_gathering
from activities.reports.todo_line import Todo, TodoPile, day_and_kind
from activities.reports.told import told_list
from branches.models import Organization
from branches.rules.deadlines import register_check_deadline
from partywork.common import clock

# A branch has one, seldom two events announced and ahead: the number of queries stays bounded.
CALLS_AHEAD = 2


def make_ups(branch: Organization) -> TodoPile:
    """What somebody else has to confirm, and what is due within the week."""
    rows = MakeUp.objects.filter(attendance__activity__branch=branch).exclude(state=MakeUpState.CONFIRMED)
    rows = rows.filter(Q(state=MakeUpState.DONE) | Q(due_at__lte=clock.now() + timedelta(days=7)))
    return TodoPile(
        rows.select_related("attendance__member", "attendance__activity", "handed_in_by"), _make_ups
    )


def _make_ups(rows: QuerySet[MakeUp]) -> Iterator[Todo]:
    for row in rows:
        activity, name = row.attendance.activity, row.attendance.member.name
        url = reverse("activity_detail", args=[activity.pk]) + f"#make-up-{row.pk}"
        if row.state == MakeUpState.DONE:
            text = f"{row.get_method_display()}，{row.handed_in_by}交来，等另一个人确认。"
            yield Todo(
                f"{name}的补课：{day_and_kind(activity)}",
                text,
                "确认办结",
                url,
                row.due_at,
                "AT-05",
                "缺席须补课",
            )
        else:
            text = "还没有联系上本人。" if row.state == MakeUpState.OPEN else "已联系，等本人补课。"
            yield Todo(
                f"{name}的补课：{day_and_kind(activity)}",
                text,
                "去办",
                url,
                row.due_at,
                "AT-05",
                "缺席须补课",
            )


def registers(branch: Organization) -> TodoPile:
    waiting = Activity.objects.filter(branch=branch, state=ActivityState.HELD, unsettled__gt=0).exclude(
        record__state__in=[RecordState.SUBMITTED, RecordState.ACCEPTED]
    )
    return TodoPile(waiting.prefetch_related("attendances__member"), _registers)


def _registers(waiting: QuerySet[Activity]) -> Iterator[Todo]:
    for activity in waiting:
        rows = [row for row in activity.attendances.all() if row.status == AttendanceStatus.UNSETTLED]
        names = "、".join(row.member.name for row in rows[:3])
        more = f"等{len(rows)}人" if len(rows) > 3 else ""
        limit = activity.judged_by["at.check_register"]
        moment = datetime.strptime(limit, "%H:%M").replace(tzinfo=clock.OFFICE).time()
        yield Todo(
            f"核对 {day_and_kind(activity)}签到：{names}{more}没有登记",
            "没有登记不等于缺席。请联系本人后，选“到会”“请假”或“缺席”。",
            "去核对",
            reverse("activity_detail", args=[activity.pk]) + "#attendance",
            register_check_deadline(activity.last_day, moment).due,
        )


def leaves(branch: Organization) -> TodoPile:
    rows = LeaveRequest.objects.filter(activity__branch=branch, state=LeaveState.ASKED).exclude(
        activity__state=ActivityState.CANCELLED
    )
    rows = rows.select_related("activity", "member").order_by("activity__starts_at", "pk")
    return TodoPile(rows, _leaves)


def _leaves(rows: QuerySet[LeaveRequest]) -> Iterator[Todo]:
    seen: set[tuple[int, int]] = set()
    for row in rows:
        gathering = row.activity.gathering_id
        if gathering is not None and (gathering, row.member_id) in seen:
            continue  # one leave for the afternoon, decided once (N06)
        seen.add((gathering or 0, row.member_id))
        word = "补假" if row.after_start else "请假"
        yield Todo(
            f"{row.member.name}的{word}：{day_and_kind(row.activity)}，{row.get_reason_display()}",
            row.text or "没有补充说明。",
            "去批",
            reverse("activity_detail", args=[row.activity_id]) + "#leaves",
            max(row.activity.starts_at, row.asked_at + timedelta(days=3))
            if row.after_start
            else row.activity.starts_at,
            "AT-03",
            "书面请假",
        )


def objections(branch: Organization) -> TodoPile:
    """A member says that the own mark is wrong: three days, as for leave asked late (M15)."""
    rows = Objection.objects.filter(activity__branch=branch, state=ObjectionState.OPEN)
    return TodoPile(rows.select_related("activity", "member"), _objections)


def _objections(rows: QuerySet[Objection]) -> Iterator[Todo]:
    for row in rows:
        yield Todo(
            f"{row.member.name}认为登记有误：{day_and_kind(row.activity)}",
            row.said,
            "去核对",
            reverse("objection_detail", args=[row.pk]),
            row.asked_at + timedelta(days=3),
        )


def calls(desk: Desk) -> Iterator[Todo]:
    """From the last day of notice on: the few whom no notice reached (N11)."""
    until = clock.end_of(desk.today + timedelta(days=31))
    rows = [
        row
        for row in desk.open
        if row.state == ActivityState.ANNOUNCED and clock.now() < row.starts_at < until
    ]
    limits = desk.limits.frozen() if rows else {}
    for activity in one_a_gathering(rows[:CALLS_AHEAD]):
        told = told_list(activity, limits=limits)
        if told.is_due and told.to_call:
            names = "、".join(line.name for line in told.to_call[:5])
            more = f"等 {len(told.to_call)} 人" if len(told.to_call) > 5 else ""
            yield Todo(
                f"电话通知 {len(told.to_call)} 人：{day_and_kind(activity)}",
                f"{names}{more}还没有看到预告。",
                "去打电话",
                reverse("activity_told", args=[activity.pk]),
                told.latest.due if clock.today() == told.latest.last_day else activity.starts_at,
                *(("PD-05", "提前公示") if activity.sort.has_nine_steps else ("", "")),
            )
