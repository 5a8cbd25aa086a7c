"""The big screen in the meeting room: the changing code, and who has come."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.models import Activity, JointPart
from activities.reports.wall import Other, others_of, wall_of
from activities.rules.sign_in_code import STEP_SECONDS, code_at, seconds_left
from activities.rules.sign_in_window import window_of
from activities.views.reach import is_loopback, reachable
from members.access import Capability
from partywork.common import clock
from partywork.common.qr import code_of
from partywork.common.requests import load
from partywork.common.responses import page


@require_safe
@never_cache
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, "activities/sign_in/wall.html", _state(request, pk))


@require_safe
@never_cache
def wall_state(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes on the screen, asked for every two seconds."""
    return page(request, "activities/sign_in/_wall.html", _state(request, pk))


def _state(request: HttpRequest, pk: int) -> dict[str, object]:
    rows = Activity.objects.select_related("branch", "joint_part")
    activity = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    now = clock.now()
    address = address_of(request, activity, now)
    return {
        "activity": activity,
        "wall": wall_of(activity),
        "others": _others(activity),
        "closed": why_closed(activity, now),
        "code": code_of(address),
        "address": address,
        "unreachable": is_loopback(address),
        "left": seconds_left(now.timestamp()),
        "step": STEP_SECONDS,
    }


def _others(activity: Activity) -> list[Other]:
    part: JointPart | None = getattr(activity, "joint_part", None)
    return others_of(part.joint_id, activity.pk) if part is not None and part.is_adopted else []


def why_closed(activity: Activity, now: datetime) -> str:
    """Why nobody can sign in by the code now; empty when everybody can."""
    window = window_of(activity.starts_at, activity.ends_at)
    if not activity.is_open:
        return f"活动{activity.get_state_display()}，签到已关。"
    if now < window.opens:
        return f"{clock.due_text(window.opens)} 起可以签到，到时这里出现签到码。"
    return "" if window.holds(now) else "签到时间已过，请在名单上登记。"


def address_of(request: HttpRequest, activity: Activity, now: datetime) -> str:
    """The address a phone can reach: the office's own name for the site, else the one this screen uses."""
    code = code_at(activity.sign_in_secret, activity.pk, now.timestamp())
    return reachable(request, reverse("sign_in", args=[activity.pk, code]))
