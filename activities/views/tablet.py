"""Opening a tablet for an activity, and what the tablet itself asks: nothing but its own marks (N17, N27)."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.models import Activity, SignInTablet
from activities.reports.tablet_state import people_of, refused_scans, why_over
from activities.services import tablets
from activities.views.activity_page import back_to
from activities.views.reach import is_loopback, reachable
from members.access import Capability
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.qr import code_of
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

COOKIE, SALT = "door", "activities.door-tablet"
TABLETS = SignInTablet.objects.select_related("activity__branch", "opened_by")
NOT_PAIRED = "这台设备没有打开会场签到，或已经收回。请记录人在活动页重新开一台。"


# --- the recorder's side ---------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tablet_list(request: OfficeRequest, pk: int) -> HttpResponse:
    """会场平板: what is open for this activity, and another one by one press."""
    rows = Activity.objects.select_related("branch")
    activity = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    if request.method == "POST":
        try:
            tablet = tablets.open_tablet(activity, by=request.user)
        except DomainError as refusal:
            return refused(request, refusal.message, back_to(activity, "attendance"))
        return redirect("tablet_opening", tablet.pk)
    context = {
        "activity": activity,
        "tablets": activity.tablets.filter(closed_at=None, paired_at__isnull=False).select_related(
            "opened_by"
        ),
        "refused": refused_scans(activity),
    }
    return page(request, "activities/tablet/list.html", context)


@require_safe
@never_cache
def tablet_opening(request: OfficeRequest, pk: int) -> HttpResponse:
    """The code that the tablet's camera reads, and the button for a tablet that is this very device."""
    tablet = load(request, TABLETS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    address = reachable(request, reverse("tablet_pair", args=[tablet.pairing]))
    context = {
        "tablet": tablet,
        "activity": tablet.activity,
        "address": address,
        "code": code_of(address),
        "unreachable": is_loopback(address),
        "minutes": tablets.PAIRING_MINUTES,
    }
    return page(request, "activities/tablet/opening.html", context)


@require_POST
def tablet_withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    tablet = load(request, TABLETS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    tablets.withdraw(tablet, by=request.user)
    return done(request, "这台平板已经收回，不能再签到。", "tablet_list", tablet.activity_id)


# --- the device's side: no account, no session -----------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def tablet_pair(request: HttpRequest, pairing: str) -> HttpResponse:
    """The device takes the key by one press; whoever was signed in on it is signed out."""
    tablet = get_object_or_404(TABLETS, pairing=pairing)
    if request.method != "POST":
        return page(request, "activities/tablet/pair.html")
    try:
        tablet = tablets.pair(tablet)
    except DomainError as refusal:
        return page(request, "activities/tablet/sorry.html", {"sentence": refusal.message}, status=410)
    logout(request)
    address = reverse("tablet", args=[tablet.key])
    response = redirect(address)
    response.set_cookie(
        COOKIE,
        signing.dumps(tablet.pk, salt=SALT),
        expires=tablet.expires_at,
        path=address,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
@login_not_required
@never_cache
def tablet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of the device. No name is in it: it may be kept for the time without network."""
    found = _paired(request, key)
    return page(request, "activities/tablet/door.html", {"tablet": found})


@require_safe
@login_not_required
@never_cache
def tablet_state(request: HttpRequest, key: UUID) -> HttpResponse:
    """Names and numbers for the device; once the activity is closed the word to forget them."""
    found = _paired(request, key, must_be_good=False)
    now = clock.now()
    over = why_over(found, now)
    people = [] if over else people_of(found.activity)
    state = {
        "over": over,
        "theme": found.activity.theme,
        "people": [{"number": each.number, "name": each.name, "here": each.here} for each in people],
        "forget_in": max(int((found.expires_at - tablets.SENT_UNTIL - now).total_seconds()), 0),
    }
    return JsonResponse(state, json_dumps_params={"ensure_ascii": False})


@require_POST
@login_not_required
def tablet_scans(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the device has collected, at once or hours later; each is answered by its nonce."""
    found = _paired(request, key, must_be_good=False)
    if found.closed_at is not None:
        raise PermissionDenied(NOT_PAIRED)
    scans = _read(request.body)
    if scans is None:
        return JsonResponse({"error": "看不懂传来的内容。"}, status=400)
    outcomes = [{"nonce": each.nonce, "refusal": each.refusal} for each in tablets.take(found, scans)]
    return JsonResponse({"outcomes": outcomes}, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def tablet_plain(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same without script: a box for the number, and a list of names to tick."""
    found = _paired(request, key)
    over = why_over(found, clock.now())
    context: dict[str, object] = {"tablet": found, "over": over}
    if request.method == "POST" and not over:
        number = request.POST.get("number", "").strip()[:10]
        (outcome,) = tablets.take(found, [tablets.Scan(uuid4().hex, number, timedelta(0))])
        context |= {"refusal": outcome.refusal, "number": number}
    people = [] if over else people_of(found.activity)
    context |= {"people": people, "who": next((p for p in people if p.number == context.get("number")), None)}
    status = 422 if context.get("refusal") else 200
    return page(request, "activities/tablet/plain.html", context, status=status)


@require_safe
@login_not_required
def tablet_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The worker that keeps the page for the time without network; it must lie where the page lies."""
    path = finders.find("js/tablet-worker.js")
    if path is None:
        raise Http404
    return HttpResponse(Path(path).read_bytes(), content_type="text/javascript; charset=utf-8")


def _paired(request: HttpRequest, key: UUID, *, must_be_good: bool = True) -> SignInTablet:
    """The tablet whose own cookie came along; nobody else's, however signed in."""
    try:
        pk = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        raise PermissionDenied(NOT_PAIRED) from None
    found = TABLETS.filter(pk=pk, key=key).first()
    if found is None or (must_be_good and not found.is_good(clock.now())):
        raise PermissionDenied(NOT_PAIRED)
    return found


def _read(body: bytes) -> list[tablets.Scan] | None:
    """The scans in the body; None when it is not what our tablet sends."""
    try:
        rows = json.loads(body)["scans"]
        scans = [
            tablets.Scan(
                nonce=str(row["nonce"]),
                number=str(row["number"])[:10],
                age=timedelta(seconds=min(max(float(row["age"]), 0.0), 10.0**7)),
                proxy=str(row.get("proxy") or "")[:10],
            )
            for row in rows
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    sound = all(1 <= len(each.nonce) <= tablets.LONGEST_NONCE and each.nonce.isalnum() for each in scans)
    return scans if sound and len(scans) <= tablets.MOST_SCANS else None
