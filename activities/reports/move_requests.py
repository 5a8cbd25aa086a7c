"""What the branch asked its superior about an event's day (PD-04, E-16)."""

from activities.choices import FilingState
from activities.models import Activity, MoveRequest


def move_requests(activity: Activity) -> list[MoveRequest]:
    """All of them with their filings, oldest first. One query."""
    return list(activity.move_requests.select_related("filing__to", "asked_by").order_by("pk"))


def agreed_days(activity: Activity) -> dict[int, MoveRequest]:
    """The accepted ones by key."""
    rows = move_requests(activity)
    return {request.pk: request for request in rows if request.filing.state == FilingState.ACCEPTED}
