"""Personal sign-in cards: printing them, taking them back, and reading them at the door (N35)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices import SignInMethod
from activities.documents import catalogue
from activities.documents.filled_cards import sign_in_cards
from activities.models import Activity, SignInCard
from activities.reports.cards import card_behind, cards_of, open_now
from activities.reports.expected import Expectation
from activities.reports.scanned import scanned_lately
from activities.services import carding, signing
from activities.views.document import ask
from activities.views.own_branch import own_branch
from activities.views.reach import reachable
from branches.models import Organization
from members.access import Access, Capability
from members.models import Member
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

CARDS = SignInCard.objects.select_related("member", "branch")


@require_safe
def card_list(request: OfficeRequest) -> HttpResponse:
    """签到卡: who has one, and one button that prints them all."""
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    lines = cards_of(branch)
    context = {"branch": branch, "lines": lines, "with_card": sum(line.has_card for line in lines)}
    return page(request, "activities/cards/list.html", context)


@require_POST
def card_print(request: OfficeRequest) -> HttpResponse:
    """A sheet to cut, for the ticked members or for all; whoever has no card yet gets one."""
    branch = _branch(request)
    wanted = [number(text) for text in request.POST.getlist("member")]
    members = Member.objects.in_branch_on(branch, clock.today())
    if wanted:
        members = members.filter(pk__in=[each for each in wanted if each])
    cards = carding.issue(branch, members, by=request.user)
    if not cards:
        return refused(request, "没有要打印的签到卡。", _list(branch))
    content = sign_in_cards(cards, branch, lambda key: reachable(request, reverse("card_read", args=[key])))
    return ask(catalogue.SIGN_IN_CARDS, content, f"签到卡（{branch.called}）.pdf", branch)


@require_POST
def card_renew(request: OfficeRequest, pk: int) -> HttpResponse:
    card = load(request, CARDS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    carding.renew(card, by=request.user)
    return done(request, f"{card.member.name}的旧卡已经作废，请打印新卡。", _list(card.branch))


@require_POST
def card_revoke(request: OfficeRequest, pk: int) -> HttpResponse:
    card = load(request, CARDS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    try:
        carding.revoke(card, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, _list(card.branch))
    return done(request, f"{card.member.name}的签到卡已作废。签到号不变。", _list(card.branch))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def card_read(request: OfficeRequest, key: str) -> HttpResponse:
    """What the telephone's own camera opens: the person and one button for each activity that is open now."""
    card = get_object_or_404(CARDS, key=key)
    access: Access = request.access
    if not access.may(Capability.RUN_ACTIVITY, card.branch):
        if access.member_id == card.member_id:
            return page(request, "activities/cards/own.html", {"card": card})
        raise Http404("没有这张签到卡，或不在您的范围内。")
    expectation = Expectation(card.member)
    activities = [each for each in open_now(card.branch_id, clock.now()) if expectation.covers(each)]
    context = {"card": card, "activities": activities, "outcome": None, "refusal": ""}
    if request.method == "POST":
        asked = number(request.POST.get("activity"))
        activity = next((each for each in activities if each.pk == asked), None)
        if activity is None:
            raise PermissionDenied("这次活动现在不能签到。")
        context |= _read(activity, card, request) | {"activity": activity}
    status = 422 if context["refusal"] else 200
    return page(request, "activities/cards/read.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def scanner(request: OfficeRequest, pk: int) -> HttpResponse:
    """Card after card: by this page's camera, by a hand scanner, or by typing the number beneath the code."""
    rows = Activity.objects.select_related("branch")
    activity = load(request, rows, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    context: dict[str, object] = {"activity": activity, "outcome": None, "refusal": ""}
    if request.method == "POST":
        card = card_behind(activity.branch_id, request.POST.get("card", "")[:200])
        unknown = {"refusal": "这不是本支部现在有效的签到卡，也不是签到号。请换一张，或在名单上登记。"}
        context |= _read(activity, card, request) if card else unknown
    context["lately"] = scanned_lately(activity)
    template = "activities/cards/_scanned.html" if request.htmx else "activities/cards/scanner.html"
    return page(request, template, context, status=422 if context["refusal"] else 200)


def _read(activity: Activity, card: SignInCard, request: OfficeRequest) -> dict[str, object]:
    try:
        outcome = signing.arrive(activity, card.member, method=SignInMethod.CARD, by=request.user)
    except DomainError as refusal:
        return {"refusal": refusal.message}
    return {"outcome": outcome}


def _branch(request: OfficeRequest) -> Organization:
    rows = Organization.objects.branches()
    key = number(request.POST.get("branch")) or 0
    return load(request, rows, key, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def _list(branch: Organization) -> str:
    return f"{reverse('card_list')}?branch={branch.pk}"
