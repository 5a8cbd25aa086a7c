"""The poster of an event, and that of the place where a branch always meets."""

from typing import Any

from activities.documents.sign_in_poster import SignInPosterContent, SignInPosterDocument
from activities.models import Activity
from branches.models import Organization
from partywork.common import clock


def event_poster(activity: Activity, address: str) -> dict[str, Any]:
    """Printed beforehand and hung up at the door of this one event."""
    start, end = (each.astimezone(clock.OFFICE) for each in (activity.starts_at, activity.ends_at))
    facts = [f"{clock.long_date(start.date())}　{start:%H:%M}—{end:%H:%M}"]
    if activity.place:
        facts.append(activity.place)
    content = SignInPosterContent(
        branch=activity.branch.name_on(activity.day),
        title=activity.theme,
        address=address,
        facts=tuple(facts),
    )
    return SignInPosterDocument(content).to_json()


def place_poster(branch: Organization, address: str) -> dict[str, Any]:
    """Hung up once and for all in the branch's own room."""
    content = SignInPosterContent(branch=branch.name, title="组织生活签到处", address=address)
    return SignInPosterDocument(content).to_json()
