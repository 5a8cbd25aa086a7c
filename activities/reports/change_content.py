"""A change, or the wish for one, as plain data: what goes upward and F-40 prints."""

from datetime import date
from typing import Any

from activities.models import Activity, ActivityChange, MoveRequest
from partywork.common import clock


def change_content(change: ActivityChange) -> dict[str, Any]:
    activity = change.activity
    old_day = clock.local_day(change.old_starts_at)
    new_day = clock.local_day(change.new_starts_at) if change.new_starts_at else None
    if new_day is None:
        kind = "取消"
    elif new_day == old_day:
        kind = "改时间或地点"
    else:
        kind = "提前" if new_day < old_day else "顺延"
    return {
        "branch": activity.branch.name_on(clock.today()),
        "theme": activity.theme,
        "kind": kind,
        "old_starts_at": change.old_starts_at.isoformat(),
        "old_ends_at": change.old_ends_at.isoformat(),
        "old_place": change.old_place,
        "new_starts_at": change.new_starts_at.isoformat() if change.new_starts_at else None,
        "new_ends_at": change.new_ends_at.isoformat() if change.new_ends_at else None,
        "new_place": change.new_place,
        "same_month": new_day is not None and _in_its_month(activity, new_day),
        "reason": change.reason,
        "reported_by": str(change.changed_by),
        "reported_at": change.changed_at.isoformat(),
    }


def request_content(request: MoveRequest) -> dict[str, Any]:
    """What the superior is asked for: from which day to which, and why (改期请示)."""
    activity = request.activity
    return {
        "branch": activity.branch.name_on(clock.today()),
        "theme": activity.theme,
        "kind": "提前" if request.new_day < clock.local_day(request.old_starts_at) else "顺延",
        "old_starts_at": request.old_starts_at.isoformat(),
        "new_day": request.new_day.isoformat(),
        "same_month": _in_its_month(activity, request.new_day),
        "reason": request.reason,
        "reported_by": str(request.asked_by),
        "reported_at": request.asked_at.isoformat(),
    }


def _in_its_month(activity: Activity, day: date) -> bool:
    return (day.year, day.month) == (activity.for_year, activity.for_month)
