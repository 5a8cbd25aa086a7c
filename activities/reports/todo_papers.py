"""What waits on paper: record sheets and the year's plan (PD-20, PL-03)."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from activities.choices import PlanState, RecordState
from activities.models import AnnualPlan, RecordSheet
from activities.reports.improvements import without_improvement
from activities.reports.todo_line import Todo, TodoPile
from activities.rules.satisfaction import LowCount
from activities.rules.turns import Turn, rework_due
from branches.models import Organization
from branches.reports.parameters import InForce
from partywork.common import clock

NEXT_PLAN_FROM_MONTH = 12


def sheets(branch: Organization) -> TodoPile:
    rows = RecordSheet.objects.sheets().filter(
        activity__branch=branch, state__in=[RecordState.DRAFT, RecordState.RETURNED]
    )
    return TodoPile(rows.select_related("activity", "filing").prefetch_related("filing__rounds"), _sheets)


def _sheets(rows: QuerySet[RecordSheet]) -> Iterator[Todo]:
    for row in rows:
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


def plans(branch: Organization, parameters: InForce) -> Iterator[Todo]:
    today = clock.today()
    years = [today.year, today.year + 1] if today.month >= NEXT_PLAN_FROM_MONTH else [today.year]
    known = {plan.year: plan for plan in AnnualPlan.objects.filter(branch=branch, year__in=years)}
    month, day = (int(part) for part in str(parameters["pl.plan_due"]).split("-"))
    for year in years:
        plan = known.get(year)
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


def improvements(low: LowCount) -> Iterator[Todo]:
    """A rating that turned out low after the sheet was handed in: what will be better is written all the same."""
    for activity in without_improvement(low):
        yield Todo(
            f"补写 {activity.day.month}月{activity.day.day}日{activity.get_kind_display()}的改进措施",
            f"满意率低于{low.threshold_pct}%，请写明存在的不足和怎么改进；下一张纪实表会带上它。",
            "去写",
            reverse("rating_page", args=[activity.pk]) + "#improve",
            rule="EV-10",
            rule_name="深入查找不足",
        )
