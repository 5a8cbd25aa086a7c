"""The committee's screen at a day it organizes: one code for all branches that adopted it, and how many came (N25)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.reports.wall import others_of
from activities.rules.sign_in_code import STEP_SECONDS
from activities.views.joint import JOINTS, organizing
from activities.views.reach import is_loopback
from activities.views.wall import address_of, why_closed
from members.access import Capability
from partywork.common import clock
from partywork.common.qr import code_of
from partywork.common.requests import load
from partywork.common.responses import page

NOBODY = "还没有支部确认参加，确认以后这里出现签到码。"


@require_safe
@never_cache
def joint_wall(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, "activities/joint/wall.html", _state(request, pk))


@require_safe
@never_cache
def joint_wall_state(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, "activities/joint/_wall.html", _state(request, pk))


def _state(request: HttpRequest, pk: int) -> dict[str, object]:
    joint = load(request, JOINTS, pk, see=Capability.SEE_ACTIVITY)
    joint = load(request, JOINTS, pk, see=Capability.SEE_ACTIVITY, do=organizing(joint))
    now = clock.now()
    parts = list(joint.parts.adopted().select_related("activity"))
    state: dict[str, object] = {"joint": joint, "branches": others_of(joint.pk, None), "closed": NOBODY}
    # Any of the branches' codes leads everybody to his own list; an open one, as long as there is one.
    activities = [part.activity for part in parts if part.activity is not None]
    activity = next((each for each in activities if each.is_open), next(iter(activities), None))
    if activity is None:
        return state
    address = address_of(request, activity, now)
    return {
        **state,
        "closed": why_closed(activity, now),
        "code": code_of(address),
        "address": address,
        "unreachable": is_loopback(address),
        "step": STEP_SECONDS,
    }
