"""The record sheets of a year in one list, with their clocks."""

from dataclasses import dataclass

from activities.choices import RecordState
from activities.models import RecordSheet
from branches.scoping import ScopedQuerySet


@dataclass(frozen=True)
class RecordLine:
    record: RecordSheet
    badge: str
    is_late: bool
    done: str


def year_of_records(records: ScopedQuerySet, year: int) -> list[RecordLine]:
    """One query; what is still open first, then the newest."""
    rows = (
        records.filter(activity__for_year=year)
        .select_related("activity__branch", "filing")
        .order_by("-activity__for_month", "-activity__starts_at")
    )
    return sorted((_line(row) for row in rows), key=lambda line: not line.record.is_editable)


def _line(record: RecordSheet) -> RecordLine:
    filing = getattr(record, "filing", None)
    badges = {RecordState.ACCEPTED: "done", RecordState.RETURNED: "warn", RecordState.SUBMITTED: "must"}
    is_late = filing is not None and filing.is_late
    done = ("迟报" if is_late else "按时报送") if filing is not None else ""
    return RecordLine(record, badges.get(RecordState(record.state), "unknown"), is_late, done)
