"""How somebody comes to a record: by the post; or as the leader of the group whose meeting it was (MT-04)."""

from django.db.models import QuerySet

from activities.models import RecordSheet
from branches.models import PartyGroup
from members.access import Capability
from members.reports.led_group import led_group
from partywork.common import clock
from partywork.common.requests import OfficeRequest, load

# What a leader does with the minutes of the own group; handing them upward stays with the branch.
LEADERS = (None, Capability.WRITE_RECORD)


def reach_record(
    request: OfficeRequest, rows: QuerySet[RecordSheet], pk: int, *, do: Capability | None = None
) -> RecordSheet:
    """404 outside what the person may see, 403 where he may see and not act."""
    found = _of_own_group(request, rows, pk) if do in LEADERS else None
    return found or load(request, rows, pk, see=Capability.SEE_RECORD, do=do)


def writes(request: OfficeRequest, record: RecordSheet) -> bool:
    """Whether this person writes here: by the post, or as the leader of the group."""
    by_post: bool = request.access.may(Capability.WRITE_RECORD, record.activity.branch)
    group = _led(request)
    return by_post or (group is not None and record.activity.group_id == group.pk)


def _of_own_group(request: OfficeRequest, rows: QuerySet[RecordSheet], pk: int) -> RecordSheet | None:
    group = _led(request)
    return rows.filter(pk=pk, activity__group=group).first() if group is not None else None


def _led(request: OfficeRequest) -> PartyGroup | None:
    return led_group(request.access, clock.today()) if request.access.leads_group else None
