"""The parts of one gathering, as the page of each shows them (N06, PD-19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from activities.choices import ActivityState
from activities.kinds import Expects, Kind
from activities.models import Activity, Notice
from activities.reports.kinds_held import kinds_of
from activities.rules.gathering import Span
from partywork.common import clock


@dataclass(frozen=True)
class GatheringNote:
    """`parts` in the order of the afternoon, this one included; `minutes` are those of all, each counted once."""

    parts: list[Activity]
    offered: list[Kind]
    others_of_day: list[Activity]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)


def span_of(activity: Activity) -> Span:
    return Span(activity.pk, activity.starts_at, activity.ends_at, activity.group_id)


def parts_of(activity: Activity) -> list[Activity]:
    """Those that stand, in the order of the afternoon; the activity alone where it is no part of anything."""
    if activity.gathering_id is None:
        return [activity]
    rows = Activity.objects.standing().filter(gathering=activity.gathering_id)
    return list(rows.select_related("branch", "group").order_by("starts_at", "pk"))


def siblings_of(activity: Activity) -> list[Activity]:
    return [part for part in parts_of(activity) if part.pk != activity.pk]


def one_a_gathering(activities: Iterable[Activity]) -> list[Activity]:
    """What is done once for the afternoon is asked for once: behind the first part that comes along."""
    seen: set[int] = set()
    kept = []
    for activity in activities:
        if activity.gathering_id is not None and activity.gathering_id in seen:
            continue
        if activity.gathering_id is not None:
            seen.add(activity.gathering_id)
        kept.append(activity)
    return kept


def open_to_all(parts: list[Activity]) -> list[Activity]:
    """What anybody of the branch may read of: not what only the committee or a group holds."""
    return [part for part in parts if part.sort.expects is Expects.MEMBERS]


def hours_of(activity: Activity) -> tuple[datetime, datetime]:
    """From the first part's start to the last one's end: one sign-in holds for all of it."""
    parts = parts_of(activity) or [activity]
    return min(part.starts_at for part in parts), max(part.ends_at for part in parts)


def part_text(part: Activity) -> str:
    """15:00—16:00 党课，学习党章"""
    start, end = (moment.astimezone(clock.OFFICE) for moment in (part.starts_at, part.ends_at))
    return f"{start:%H:%M}—{end:%H:%M} {part.get_kind_display()}，{part.theme}"


def notices_of(activity: Activity) -> "QuerySet[Notice]":
    """What was sent about it: one notice tells somebody of all the parts he is expected at."""
    about: Any = Q(activity=activity)
    if activity.gathering_id is not None:
        about |= Q(activity__gathering=activity.gathering_id)
    return Notice.objects.filter(about)


def gathering_note(activity: Activity, *, may_run: bool) -> GatheringNote | None:
    """None where there is nothing to say: it stands alone, and nothing can be added to it."""
    parts = parts_of(activity)
    may_add = may_run and activity.is_open and not activity.spans_days
    if len(parts) < 2 and not may_add:
        return None
    offered = [each.kind for each in kinds_of(activity.branch, activity.day) if not each.refusal]
    kinds = {part.kind for part in parts}
    return GatheringNote(
        parts=parts if len(parts) > 1 else [],
        offered=[kind for kind in offered if kind.key not in kinds] if may_add else [],
        others_of_day=_others_of_day(activity) if may_add else [],
    )


def _others_of_day(activity: Activity) -> list[Activity]:
    """Opened apart on the same day: they can be taken in."""
    rows = Activity.objects.filter(
        branch=activity.branch_id,
        gathering__isnull=True,
        starts_at__date=activity.day,
        state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED],
    ).exclude(pk=activity.pk)
    return [row for row in rows.select_related("group") if not row.spans_days]
