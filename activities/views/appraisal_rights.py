"""Who reads what members wrote in an appraisal or said at a life meeting (OL-08, DA-06)."""

from django.core.exceptions import PermissionDenied

from branches.models import Organization
from members.access import Access, Capability
from partywork.common.requests import OfficeRequest


def may_read_words(access: Access, branch: Organization, superior: Organization | None) -> bool:
    """The branch's committee, and the superior it reports to; nobody further up, and no reader beside them."""
    if access.may(Capability.RUN_ACTIVITY, branch):
        return True
    return is_superior(access, superior)


def is_superior(access: Access, superior: Organization | None) -> bool:
    return superior is not None and access.may(Capability.ANSWER, superior)


def must_read_words(request: OfficeRequest, branch: Organization, superior: Organization | None) -> None:
    if not may_read_words(request.access, branch, superior):
        raise PermissionDenied("批评意见和自评只给参加的人、支委会和直接的上级党组织看。")
