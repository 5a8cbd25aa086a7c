"""Handing signed minutes upward, only where the superior asks for that kind (MT-11, RC-01)."""

from typing import Any

from django.db import transaction

from activities.choices import FilingKind
from activities.models import Activity, Filing, RecordSheet
from activities.reports.minutes_addenda import addenda_of_minutes
from activities.services.filing import hand_in
from activities.states_minutes import MINUTES
from branches.reports.parameters import in_force
from members.models import User
from partywork.common.verbs import advance, lock, require

FILE_MINUTES = "mt.file_minutes"


def are_asked_for(activity: Activity) -> bool:
    """Whether the superior wants the minutes of this kind, by what held on the day (E-78)."""
    judged = activity.judged_by
    kinds = (
        judged[FILE_MINUTES]
        if FILE_MINUTES in judged
        else in_force(activity.branch, activity.day)[FILE_MINUTES]
    )
    return activity.kind in kinds


@transaction.atomic
def submit(record: RecordSheet, *, by: User, note: str = "") -> Filing:
    """Hand in what was signed, with what was added since; after a return the same words with one more addendum."""
    record = lock(record)
    activity = record.activity
    require(are_asked_for(activity), "上级没有要求报送这类会议记录，留在支部即可。", code="not_required")
    require(record.signed_at is not None, "会议记录签完字才能报送。", code="not_signed")
    content: dict[str, Any] = {**record.signed.content, "addenda": addenda_of_minutes([record])[record.pk]}
    advance(record, MINUTES, "submit", by=by, reason=note)
    return hand_in(
        FilingKind.MINUTES,
        activity.branch,
        content=content,
        by=by,
        year=activity.for_year,
        month=activity.for_month,
        note=note,
        activity=activity,
        record=record,
    )
