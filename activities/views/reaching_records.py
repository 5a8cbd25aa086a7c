"""How somebody comes to a record: by the post; as the leader of the group whose meeting it was (MT-04); or because
he chaired it or took the minutes, and so writes and signs them (MT-11).
"""

from django.db.models import Q, QuerySet

from activities.kinds import FILED_KINDS
from activities.models import RecordSheet
from branches.models import PartyGroup
from members.access import Capability
from members.reports.led_group import led_group
from partywork.common import clock
from partywork.common.requests import OfficeRequest, load

# What comes with leading or keeping a meeting; handing its minutes upward stays with the branch.
WRITING = (None, Capability.WRITE_RECORD)


def reach_record(
    request: OfficeRequest,
    rows: QuerySet[RecordSheet],
    pk: int,
    *,
    do: Capability | None = None,
    as_signer: bool = True,
) -> RecordSheet:
    """404 outside what the person may see, 403 where he may see and not act."""
    found = rows.filter(_own(request, as_signer=as_signer), pk=pk).first() if do in WRITING else None
    return found or load(request, rows, pk, see=Capability.SEE_RECORD, do=do)


def writes(request: OfficeRequest, record: RecordSheet) -> bool:
    """Whether this person writes here."""
    activity = record.activity
    by_post: bool = request.access.may(Capability.WRITE_RECORD, activity.branch)
    mine = request.access.member_id
    signs = (
        not activity.sort.is_filed and mine is not None and mine in (activity.host_id, activity.recorder_id)
    )
    return by_post or signs or leads(request, record)


def leads(request: OfficeRequest, record: RecordSheet) -> bool:
    """Whether it is the meeting of the group this person leads."""
    group = _led(request)
    return group is not None and record.activity.group_id == group.pk


def _own(request: OfficeRequest, *, as_signer: bool) -> Q:
    group, mine = _led(request), request.access.member_id
    found = Q(activity__group=group) if group is not None else Q(pk__in=[])
    if as_signer and mine is not None:
        signs = Q(activity__host=mine) | Q(activity__recorder=mine)
        found |= signs & ~Q(activity__kind__in=FILED_KINDS)
    return found


def _led(request: OfficeRequest) -> PartyGroup | None:
    return led_group(request.access, clock.today()) if request.access.leads_group else None
