"""The plainest valid plans and activities."""

from datetime import date, datetime, time, timedelta

from activities.choices import ActivityState
from activities.models import Activity, AnnualPlan, PlannedActivity
from branches.models import Organization
from partywork.common import clock


def make_plan(branch: Organization, year: int = 2026, **fields: object) -> AnnualPlan:
    return AnnualPlan.objects.create(branch=branch, year=year, **fields)


def make_row(plan: AnnualPlan, month: int = 6, **fields: object) -> PlannedActivity:
    values = {"content": f"{month}月专题学习", "mode": "专题学习研讨", **fields}
    return PlannedActivity.objects.create(plan=plan, month=month, **values)


def make_activity(
    branch: Organization,
    day: date = date(2026, 6, 18),
    *,
    start: time = time(14),
    hours: int = 4,
    **fields: object,
) -> Activity:
    starts_at: datetime = clock.at(day, start)
    values: dict[str, object] = {
        "theme": "上半年重要会议精神专题学习",
        "for_year": day.year,
        "for_month": day.month,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=hours),
        "place": "301 会议室",
        **fields,
    }
    if values.get("state") == ActivityState.ANNOUNCED:
        values.setdefault("published_at", starts_at - timedelta(days=7))
    return Activity.objects.create(branch=branch, **values)
