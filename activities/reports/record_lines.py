"""The record sheets of a year in one list, with their clocks."""

from dataclasses import dataclass

from django.db.models import Q

from activities.choices import RecordState
from activities.models import RecordSheet
from branches.scoping import ScopedQuerySet


@dataclass(frozen=True)
class RecordLine:
    record: RecordSheet
    badge: str
    is_late: bool
    done: str


def records_of_year(records: ScopedQuerySet, year: int) -> ScopedQuerySet:
    """What is still open first, then the newest; one query, whatever the number."""
    waiting = Q(state__in=[RecordState.DRAFT, RecordState.RETURNED])
    return (
        records.filter(activity__for_year=year)
        .select_related("activity__branch", "filing")
        .annotate(waits=waiting)
        .order_by("-waits", "-activity__for_month", "-activity__starts_at", "pk")
    )


def record_line(record: RecordSheet) -> RecordLine:
    filing = getattr(record, "filing", None)
    badges = {RecordState.ACCEPTED: "done", RecordState.RETURNED: "warn", RecordState.SUBMITTED: "must"}
    is_late = filing is not None and filing.is_late
    done = ("迟报" if is_late else "按时报送") if filing is not None else ""
    return RecordLine(record, badges.get(RecordState(record.state), "unknown"), is_late, done)
