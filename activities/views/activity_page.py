"""The page of one activity: everything about it, and on it only the acts that are open now."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from activities.choices import ActivityState
from activities.models import Activity
from activities.views.activity_parts import Scene, context_of
from activities.views.activity_parts.scene import Bound
from members.access import Capability
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import page

ACTIVITIES = Activity.objects.select_related(
    "branch", "group", "row__plan", "host", "recorder", "record", "rating", "routine", "published_by"
).prefetch_related("agenda")


@require_safe
def activity_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY))


def show(
    request: OfficeRequest, activity: Activity, *, bound: Bound | None = None, status: int = 200
) -> HttpResponse:
    """The whole page; `bound` holds the forms that were refused, with everything typed in them."""
    context = activity_context(request, activity, bound or {})
    return page(request, "activities/activity/detail.html", context, status=status)


def back_to(activity: Activity, anchor: str = "") -> str:
    address = reverse("activity_detail", args=[activity.pk])
    return f"{address}#{anchor}" if anchor else address


def run(request: OfficeRequest, pk: int, capability: Capability = Capability.RUN_ACTIVITY) -> Activity:
    """The activity, for somebody who may do something with it."""
    return load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=capability)


def activity_context(request: OfficeRequest, activity: Activity, bound: Bound) -> dict[str, Any]:
    """What the head of the page and every part may read; each part brings its own besides (activity_parts)."""
    scene = Scene(request, activity, bound)
    return {
        "activity": activity,
        "kind": scene.kind,
        "record": scene.record,
        "may_run": scene.may_run,
        "is_draft": scene.is_draft,
        "is_held": activity.state == ActivityState.HELD,
        "is_cancelled": scene.is_cancelled,
        "is_ahead": scene.is_ahead,
        "is_running": scene.is_running,
        "has_ended": scene.has_ended,
        "can_settle": scene.can_settle,
        "leaves": scene.leaves,
        "refused": set(bound),
        **context_of(scene),
    }
