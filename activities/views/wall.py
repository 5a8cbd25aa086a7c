"""The big screen in the meeting room: the changing code, and who has come."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.models import Activity, JointPart
from activities.reports.sessions import here_now
from activities.reports.wall import Other, others_of, version_of, wall_of
from activities.rules.sign_in_code import STEP_SECONDS, code_at
from activities.rules.sign_in_window import window_of
from activities.views.reach import is_loopback, reachable
from members.access import Capability
from partywork.common import clock
from partywork.common.qr import code_of
from partywork.common.requests import load
from partywork.common.responses import page

AT_LEAST = timedelta(milliseconds=500)
MOST_FRAGMENTS = 64


@dataclass(frozen=True)
class Fragment:
    """What the screens of one activity show: for which code, of which marks, drawn or looked after when."""

    code: tuple[int, str]
    version: tuple[Any, ...]
    at: datetime
    body: bytes

    @cached_property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


_FRAGMENTS: dict[tuple[int, str], Fragment] = {}
CHECKED_FOR = timedelta(seconds=5)
MOST_CHECKED = 256
_CHECKED: dict[tuple[str, int], tuple[datetime, Activity]] = {}


@require_safe
@never_cache
def wall(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, "activities/sign_in/wall.html", _state(request, _activity(request, pk), clock.now()))


@require_safe
@login_not_required
def wall_state(request: HttpRequest, pk: int) -> HttpResponse:
    """What changes on the screen, asked for every one and a half seconds by every screen.

    While nobody comes and the code is the same, the answer is that nothing is new; when somebody comes, the first
    screen that asks has it drawn and all others get the same. Who may see it is looked up as on every page, and
    holds for five seconds.
    """
    activity = _checked(request, pk)
    if activity is None:
        return redirect_to_login(request.path)
    fragment = _fragment(request, activity, clock.now())
    if request.headers.get("If-None-Match") == fragment.tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(fragment.body)
    response["ETag"] = fragment.tag
    response["Cache-Control"] = "private, no-cache"  # kept, but asked about every time
    return response


def _checked(request: HttpRequest, pk: int) -> Activity | None:
    """The activity, if this session may run it; None for a visitor. A session that went out is out in five seconds."""
    now = clock.now()
    key = (request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""), pk)
    known = _CHECKED.get(key)
    if known is not None and timedelta(0) <= now - known[0] < CHECKED_FOR:
        return known[1]
    _CHECKED.pop(key, None)
    if not request.user.is_authenticated:
        return None
    activity = _activity(request, pk)
    while len(_CHECKED) >= MOST_CHECKED:
        _CHECKED.pop(next(iter(_CHECKED)), None)
    _CHECKED[key] = (now, activity)
    return activity


def _activity(request: HttpRequest, pk: int) -> Activity:
    rows = Activity.objects.select_related("branch", "joint_part")
    return load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def _fragment(request: HttpRequest, activity: Activity, now: datetime) -> Fragment:
    """In the memory of this process only: it must not fail when the cache does.

    Within half a second nobody sees a difference; in the rush of five hundred it is drawn twice a second, not for
    every screen and every person.
    """
    place = (activity.pk, request.build_absolute_uri("/"))
    code = (int(now.timestamp()) // STEP_SECONDS, why_closed(activity, now))
    kept = _FRAGMENTS.get(place)
    if kept is not None and kept.code == code and now - kept.at < AT_LEAST:
        return kept
    here = tuple(sorted(here_now(activity) or ()))
    version = (version_of(activity.pk), here, tuple(_others(activity)), int(now.timestamp()) // 60)
    if kept is None or (kept.code, kept.version) != (code, version):
        body = page(request, "activities/sign_in/_wall.html", _state(request, activity, now)).content
        kept = Fragment(code, version, now, body)
    else:
        kept = replace(kept, at=now)
    while len(_FRAGMENTS) >= MOST_FRAGMENTS:
        _FRAGMENTS.pop(next(iter(_FRAGMENTS)), None)
    _FRAGMENTS[place] = kept
    return kept


def _state(request: HttpRequest, activity: Activity, now: datetime) -> dict[str, object]:
    address = address_of(request, activity, now)
    return {
        "activity": activity,
        "wall": wall_of(activity),
        "others": _others(activity),
        "closed": why_closed(activity, now),
        "code": code_of(address),
        "address": address,
        "unreachable": is_loopback(address),
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
