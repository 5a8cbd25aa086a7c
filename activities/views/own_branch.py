"""The branch somebody works for when a page is not about one row yet."""

from django.core.exceptions import PermissionDenied

from branches.models import Organization
from members.access import Access, Capability
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.requests import OfficeRequest


def own_branch(request: OfficeRequest, capability: Capability) -> Organization:
    """The branch named in the address (`?branch=`), else the first one the person may do this for."""
    access: Access = request.access
    branches = Organization.objects.within(access.scope(capability)).branches().active_on(clock.today())
    asked = number(request.GET.get("branch"))
    found = branches.first() if asked is None else branches.filter(pk=asked).first()
    if found is None:
        raise PermissionDenied("您现在没有可以办这件事的党支部。")
    return found
