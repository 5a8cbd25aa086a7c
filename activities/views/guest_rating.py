"""A guest rates by the code on a slip: no account, no session, nothing kept about who or from where (S37, EV-08)."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.choices import RatingState
from activities.forms.mine import RatingForm
from activities.forms.rating import TypedCodeForm
from activities.models import RatingCode, RatingRound
from activities.services import guest_codes, rating
from activities.views import wrong_codes
from partywork.common.errors import DomainError
from partywork.common.responses import page

UNKNOWN = "没有这个码，或者测评已经结束。请看清条上的八位码，再试一次。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def guest_rating_code(request: HttpRequest) -> HttpResponse:
    """For a phone that does not scan: the code is typed."""
    form = TypedCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if wrong_codes.too_many(request):
            return _too_many(request)
        code = "".join(sign for sign in form.cleaned_data["code"].upper() if sign.isalnum())
        if guest_codes.find(code) is not None:
            return redirect("guest_rating", code)
        wrong_codes.count(request)
        form.add_error("code", UNKNOWN)
    status = 422 if form.errors else 200
    return page(request, "activities/rating/guest_code.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def guest_rating(request: HttpRequest, code: str) -> HttpResponse:
    """Six taps with sending, as a member's; one answer a code."""
    if wrong_codes.too_many(request):
        return _too_many(request)
    found = guest_codes.find(code)
    if found is None:
        wrong_codes.count(request)
        return _sorry(request, UNKNOWN, status=410)
    refusal = _why_not(found)
    if refusal:
        return _sorry(request, refusal, status=200 if request.method != "POST" else 422)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rating.rate_by_code(found, grades=form.grades, remark=form.cleaned_data["remark"])
        except DomainError as late:
            return _sorry(request, late.message, status=422)
        return page(request, "activities/rating/guest_done.html")
    context: dict[str, Any] = {"activity": found.activity, "form": form, "code": code, "held": found}
    return page(request, "activities/rating/guest.html", context, status=422 if form.errors else 200)


def _why_not(code: RatingCode) -> str:
    """As the verb would say it; "" when the ballot is welcome."""
    state = RatingRound.objects.filter(activity=code.activity_id).values_list("state", flat=True).first()
    if state != RatingState.OPEN:
        return "活动结束以后才开始测评，请留好这张条，稍后再扫。"
    return "这个码已经用过了，谢谢。" if code.is_used else ""


def _too_many(request: HttpRequest) -> HttpResponse:
    return _sorry(request, "试错的次数太多了，请过十分钟再试，或者请会务的同志换一张条。", status=429)


def _sorry(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    return page(request, "activities/rating/guest_sorry.html", {"sentence": sentence}, status=status)
