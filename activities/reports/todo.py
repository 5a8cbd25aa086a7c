"""What is mine to do now, and until when: one list, most urgent first, each line one click from being done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.urls import reverse

from activities.choices import (
    ActivityState,
    AttendanceStatus,
    FilingKind,
    LeaveState,
    MakeUpState,
    PlanState,
    RecordState,
)
from activities.models import Activity, AnnualPlan, Filing, LeaveRequest, MakeUp, PlannedActivity, RecordSheet
from activities.rules.turns import Turn, rework_due
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import InForce, in_force
from branches.rules.calendar import WorkCalendar
from branches.rules.deadlines import latest_notice_day, register_check_deadline
from partywork.common import clock

# Further ahead than this nothing is asked of anybody yet.
LOOK_AHEAD = timedelta(days=21)
NEXT_PLAN_FROM_MONTH = 12


@dataclass(frozen=True)
class Todo:
    """One thing to do. `due_at` None means: whenever there is time. `post` makes the button act at once."""

    title: str
    text: str
    action: str
    url: str
    due_at: datetime | None = None
    rule: str = ""
    rule_name: str = ""
    post: bool = False
    primary: bool = False

    @property
    def state(self) -> str:
        if self.due_at is None:
            return ""
        left = self.due_at - clock.now()
        if left < timedelta(0):
            return "over"
        return "soon" if clock.due_day(self.due_at) <= clock.today() else ""

    @property
    def when(self) -> str:
        if self.due_at is None:
            return "有空时"
        if self.state == "over":
            return clock.left_text(self.due_at - clock.now())
        day = clock.due_day(self.due_at)
        hour = clock.due_text(self.due_at).rsplit(" ", 1)[-1]
        if day == clock.today():
            return f"今天 {hour} 截止"
        if day == clock.today() + timedelta(days=1):
            return f"明天 {hour} 截止"
        return clock.short_date(day)

    @property
    def left(self) -> str:
        if self.due_at is None:
            return ""
        if self.state == "over":
            return f"应于 {clock.due_day(self.due_at).month}月{clock.due_day(self.due_at).day}日办结"
        return clock.left_text(self.due_at - clock.now())


class Limits(NamedTuple):
    parameters: InForce
    calendar: WorkCalendar


def todo_of(branch: Organization) -> list[Todo]:
    """Everything open in the branch, most urgent first; the first one with a deadline is the primary act.

    A fixed number of queries, however much is open.
    """
    parameters = in_force(branch, clock.today())
    found = [
        *_make_ups(branch),
        *_sheets(branch),
        *_registers(branch),
        *_leaves(branch),
        *_to_close(branch),
        *_to_announce(branch, Limits(parameters, office_calendar())),
        *_plans(branch, parameters),
        *_returned_changes(branch),
    ]
    far = clock.now() + timedelta(days=3650)
    ordered = sorted(found, key=lambda todo: (todo.due_at or far, todo.title))
    return [_with_primary(todo, is_first=number == 0) for number, todo in enumerate(ordered)]


def _with_primary(todo: Todo, *, is_first: bool) -> Todo:
    if not is_first:
        return todo
    return Todo(**{**todo.__dict__, "primary": True})


def _day(activity: Activity) -> str:
    return f"{activity.day.month}月{activity.day.day}日{activity.get_kind_display()}"


def _make_ups(branch: Organization) -> Iterator[Todo]:
    rows = MakeUp.objects.filter(attendance__activity__branch=branch).exclude(state=MakeUpState.CONFIRMED)
    soon = clock.now() + timedelta(days=7)
    for row in rows.select_related("attendance__member", "attendance__activity", "handed_in_by"):
        activity, name = row.attendance.activity, row.attendance.member.name
        url = reverse("activity_detail", args=[activity.pk]) + f"#make-up-{row.pk}"
        if row.state == MakeUpState.DONE:
            text = f"{row.get_method_display()}，{row.handed_in_by}交来，等另一个人确认。"
            yield Todo(
                f"{name}的补课：{_day(activity)}", text, "确认办结", url, row.due_at, "AT-05", "缺席须补课"
            )
        elif row.due_at <= soon:
            text = "还没有联系上本人。" if row.state == MakeUpState.OPEN else "已联系，等本人补课。"
            yield Todo(
                f"{name}的补课：{_day(activity)}", text, "去办", url, row.due_at, "AT-05", "缺席须补课"
            )


def _sheets(branch: Organization) -> Iterator[Todo]:
    rows = RecordSheet.objects.filter(
        activity__branch=branch, state__in=[RecordState.DRAFT, RecordState.RETURNED]
    )
    for row in rows.select_related("activity", "filing").prefetch_related("filing__rounds"):
        written = sum(1 for name in ("content", "discussion", "consensus", "actions") if getattr(row, name))
        returned = row.state == RecordState.RETURNED
        text = (
            "上级退回了，请按意见修改后重新报送。"
            if returned
            else f"其余已自动填好，必写的 4 处已写 {written} 处。"
        )
        verb = "重新报送" if returned else "报送"
        due_at = _rework_due(row) if returned else row.due_at
        title = f"{verb} {row.activity.for_month}月{row.activity.get_kind_display()}纪实表"
        url = reverse("record_detail", args=[row.pk])
        yield Todo(title, text, "去修改" if returned else "接着填写", url, due_at, "PD-20", "纪实表按时报送")


def _rework_due(record: RecordSheet) -> datetime:
    turns = [Turn(round_.submitted_at, round_.answered_at) for round_ in record.filing.rounds.all()]
    return rework_due(record.due_at, turns)


def _registers(branch: Organization) -> Iterator[Todo]:
    waiting = (
        Activity.objects.filter(branch=branch, state=ActivityState.HELD, unsettled__gt=0)
        .exclude(record__state__in=[RecordState.SUBMITTED, RecordState.ACCEPTED])
        .prefetch_related("attendances__member")
    )
    for activity in waiting:
        rows = [row for row in activity.attendances.all() if row.status == AttendanceStatus.UNSETTLED]
        names = "、".join(row.member.name for row in rows[:3])
        more = f"等{len(rows)}人" if len(rows) > 3 else ""
        limit = activity.judged_by["at.check_register"]
        moment = datetime.strptime(limit, "%H:%M").replace(tzinfo=clock.OFFICE).time()
        yield Todo(
            f"核对 {_day(activity)}签到：{names}{more}没有登记",
            "没有登记不等于缺席。请联系本人后，选“到会”“请假”或“缺席”。",
            "去核对",
            reverse("activity_detail", args=[activity.pk]) + "#attendance",
            register_check_deadline(activity.last_day, moment).due,
        )


def _leaves(branch: Organization) -> Iterator[Todo]:
    rows = LeaveRequest.objects.filter(activity__branch=branch, state=LeaveState.ASKED).exclude(
        activity__state=ActivityState.CANCELLED
    )
    for row in rows.select_related("activity", "member"):
        word = "补假" if row.after_start else "请假"
        yield Todo(
            f"{row.member.name}的{word}：{_day(row.activity)}，{row.get_reason_display()}",
            row.text or "没有补充说明。",
            "去批",
            reverse("activity_detail", args=[row.activity_id]) + "#leaves",
            max(row.activity.starts_at, row.asked_at + timedelta(days=3))
            if row.after_start
            else row.activity.starts_at,
            "AT-03",
            "书面请假",
        )


def _to_close(branch: Organization) -> Iterator[Todo]:
    rows = Activity.objects.filter(branch=branch).overdue_to_close(clock.now())
    for row in rows:
        yield Todo(
            f"结束 {_day(row)}：{row.theme}",
            "活动时间已过。核对签到后结束，测评和纪实表随即开始。",
            "去结束",
            reverse("activity_detail", args=[row.pk]) + "#close",
            clock.end_of(row.last_day),
        )


def _to_announce(branch: Organization, limits: Limits) -> Iterator[Todo]:
    today = clock.today()
    until = today + LOOK_AHEAD
    drafts = Activity.objects.filter(
        branch=branch, state=ActivityState.DRAFT, starts_at__gt=clock.now(), starts_at__lt=clock.end_of(until)
    )
    for activity in drafts:
        url = reverse("activity_detail", args=[activity.pk]) + "#notice"
        yield _announce(activity.day, activity.theme, "去发布", url, limits, post=False)
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
        yield _announce(row.start, row.content, "开活动", url, limits, post=True)


def _announce(day: date, theme: str, action: str, url: str, limits: Limits, *, post: bool) -> Todo:
    parameters = limits.parameters
    working = parameters["pd.notice_counting"] == "working"
    latest = latest_notice_day(day, int(parameters["pd.notice_days"]), working, limits.calendar)
    return Todo(
        f"发布 {day.month}月{day.day}日主题党日预告",
        f"{theme[:40].rstrip('。；')}。{latest.explanation}。",
        action,
        url,
        latest.due,
        "PD-05",
        "提前公示",
        post=post,
    )


def _plans(branch: Organization, parameters: InForce) -> Iterator[Todo]:
    today = clock.today()
    years = [today.year, today.year + 1] if today.month >= NEXT_PLAN_FROM_MONTH else [today.year]
    plans = {plan.year: plan for plan in AnnualPlan.objects.filter(branch=branch, year__in=years)}
    month, day = (int(part) for part in str(parameters["pl.plan_due"]).split("-"))
    for year in years:
        plan = plans.get(year)
        due = clock.end_of(date(year, month, day))
        if plan is None:
            url = reverse("plan_year", args=[year])
            yield Todo(
                f"制定 {year} 年度计划",
                "可以带入去年的计划，或从文件导入。",
                "开始",
                url,
                due,
                "PL-03",
                "年度计划备案",
            )
        elif plan.state in (PlanState.DRAFT, PlanState.RETURNED):
            returned = plan.state == PlanState.RETURNED
            text = "上级退回了，请按意见修改后重新报送。" if returned else "填好后报上级备案。"
            url = reverse("plan_detail", args=[plan.pk])
            yield Todo(
                f"报送 {year} 年度计划",
                text,
                "去修改" if returned else "接着填写",
                url,
                due,
                "PL-03",
                "年度计划备案",
            )


def _returned_changes(branch: Organization) -> Iterator[Todo]:
    rows = Filing.objects.filter(
        branch=branch, state="returned", kind__in=[FilingKind.CHANGE, FilingKind.THEME]
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
