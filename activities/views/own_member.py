"""The member behind the account: everything on a member's pages is looked up from here."""

from members.models import Member
from partywork.common.requests import OfficeRequest


def own_member(request: OfficeRequest) -> Member | None:
    """None for an account that belongs to nobody on a roster, such as the operator's."""
    found: Member | None = getattr(request.user, "member", None)
    return found
