"""A gathering stays together: with the day of one part the others move, and no hour becomes two parts' (N06)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from activities.choices import ActivityState
from activities.models import Activity
from activities.reports.expected import expected_at
from activities.services.change_reports import ANNOUNCED_FIELDS, record_change
from activities.services.gathering import require_free
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, save

Moved = tuple[Activity, dict[str, Any]]


def moved_along(activity: Activity, was: datetime, parts: Sequence[Activity]) -> list[Moved]:
    """The other parts at their new hours, not written yet, with what they were; none while the day is the same.

    DomainError where the part that was changed would share an hour with another.
    """
    others = [part for part in parts if part.pk != activity.pk]
    by_days: timedelta = activity.day - clock.local_day(was)
    moved = []
    for part in others if by_days else ():
        moved.append((part, {name: getattr(part, name) for name in ANNOUNCED_FIELDS}))
        part.starts_at += by_days
        part.ends_at += by_days
    if activity.gathering_id is not None:
        require_free(activity, others)
    return moved


def write(moved: Sequence[Moved], activity: Activity, reason: str, *, by: User) -> None:
    """Each part keeps its own change; who was told of the first is not told again."""
    told = {entry.user_id for entry in expected_at(activity) if entry.user_id is not None} if moved else set()
    for part, before in moved:
        announced = part.state == ActivityState.ANNOUNCED
        part.revision += 1
        if announced:
            part.republished_at = clock.now()
        save(part, "starts_at", "ends_at", "revision", "republished_at")
        if announced:
            record_change(part, before, ["starts_at", "ends_at"], reason, by=by, told=told)
        journal(part, "change", by=by, reason=reason, after=part.state)
