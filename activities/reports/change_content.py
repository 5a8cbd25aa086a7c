"""A change as plain data: what is reported upward and F-40 prints."""

from typing import Any

from activities.models import ActivityChange
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
    same_month = new_day is not None and (new_day.year, new_day.month) == (
        activity.for_year,
        activity.for_month,
    )
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
        "same_month": same_month,
        "reason": change.reason,
        "reported_by": str(change.changed_by),
        "reported_at": change.changed_at.isoformat(),
    }
