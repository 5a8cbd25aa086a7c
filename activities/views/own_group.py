"""The Party group somebody leads: everything on a leader's pages is looked up from here (G02)."""

from django.http import Http404

from branches.models import PartyGroup
from members.access import Capability
from members.reports.led_group import led_group
from partywork.common import clock
from partywork.common.requests import OfficeRequest, need


def own_group(request: OfficeRequest) -> PartyGroup | None:
    """403 for whoever leads no group by post; None for a leader who is in no group himself."""
    need(request, Capability.LEAD_GROUP)
    return led_group(request.access, clock.today())


def group_or_404(request: OfficeRequest) -> PartyGroup:
    group = own_group(request)
    if group is None:
        raise Http404("您现在不在任何党小组里。请书记在党员页面把您编入小组。")
    return group
