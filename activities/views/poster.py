"""A printed code at the door: printing it, and signing in by it where the branch allows it (A15)."""

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import ActivityState, SignInMethod
from activities.documents import catalogue
from activities.documents.filled_poster import event_poster, place_poster
from activities.models import Activity
from activities.reports.cards import open_now
from activities.reports.mine import own_activity
from activities.services import signing as ladder
from activities.views.activity_page import back_to
from activities.views.document import ask
from activities.views.own_branch import own_branch
from activities.views.own_member import own_member
from activities.views.reach import reachable
from branches.models import Organization
from branches.reports.parameters import in_force
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import page, refused

SALT = "activities.sign-in-poster"
NOT_ALLOWED = "支部没有开通海报码签到（参数“可以扫海报上的固定码签到”）。固定的码拍了照也能用，开通前请想好。"


@require_POST
def poster_event(request: OfficeRequest, pk: int) -> HttpResponse:
    """For one event, to be hung up where there is no screen."""
    rows = Activity.objects.select_related("branch")
    activity = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    if not in_force(activity.branch, activity.day)["at.poster"]:
        return refused(request, NOT_ALLOWED, back_to(activity, "attendance"))
    content = event_poster(activity, _address(request, activity.branch, activity.pk))
    return ask(catalogue.SIGN_IN_POSTER, content, f"{activity.day:%Y-%m-%d}签到海报.pdf", activity.branch)


@require_POST
def poster_place(request: OfficeRequest) -> HttpResponse:
    """For the branch's own room, once and for all; the parameter switches it off."""
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    if not in_force(branch)["at.poster"]:
        return refused(request, NOT_ALLOWED, "card_list")
    content = place_poster(branch, _address(request, branch, 0))
    return ask(catalogue.SIGN_IN_POSTER, content, f"签到处海报（{branch.called}）.pdf", branch)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def poster_read(request: OfficeRequest, token: str) -> HttpResponse:
    """The member's own event that is open now, and one button; the register says it was a fixed code."""
    branch, only = _read(token)
    member = own_member(request)
    activities = _allowed(member, branch, only) if member else []
    context: dict[str, object] = {"activities": activities, "refusal": "", "outcome": None}
    if request.method == "POST" and member is not None:
        asked = number(request.POST.get("activity"))
        activity = next((each for each in activities if each.pk == asked), None)
        if activity is not None:
            context |= _arrive(request, activity, member)
    return page(request, "activities/sign_in/poster.html", context, status=422 if context["refusal"] else 200)


def _arrive(request: OfficeRequest, activity: Activity, member: Member) -> dict[str, object]:
    try:
        return {"outcome": ladder.arrive(activity, member, method=SignInMethod.POSTER, by=request.user)}
    except DomainError as refusal:
        return {"refusal": refusal.message}


def _allowed(member: Member, branch: int, only: int) -> list[Activity]:
    """What is open now, announced, the member's own, and of a branch that allows a fixed code."""
    found = [
        each
        for each in open_now(branch, clock.now())
        if each.state == ActivityState.ANNOUNCED and only in (0, each.pk) and own_activity(member, each.pk)
    ]
    return [each for each in found if in_force(each.branch, each.day)["at.poster"]]


def _address(request: OfficeRequest, branch: Organization, activity: int) -> str:
    token = signing.dumps([branch.pk, activity], salt=SALT)
    return reachable(request, reverse("poster_read", args=[token]))


def _read(token: str) -> tuple[int, int]:
    try:
        branch, activity = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404("没有这个签到码。") from None
    return branch, activity
