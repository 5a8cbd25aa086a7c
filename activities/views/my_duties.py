"""What a member still has to do after an activity: rate it, make it up."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import MakeUpState
from activities.forms.make_up import MyMakeUpForm, SendBackForm
from activities.forms.mine import RatingForm
from activities.models import MakeUp, RatingRound
from activities.reports.mine import own_activity
from activities.services import making_up, rating
from activities.views.own_member import own_member
from members.models import Member
from partywork.common.errors import DomainError
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused


@require_http_methods(["GET", "HEAD", "POST"])
def my_rating(request: OfficeRequest, pk: int) -> HttpResponse:
    """Six taps with sending; says nothing into session, journal or messages about who sent (EV-08)."""
    member, round_ = _round(request, pk)
    refusal = rating.why_not(round_, member)
    if refusal is not None:
        status = 200 if request.method != "POST" else 422
        return page(
            request, "activities/member/rated.html", {"round": round_, "refusal": refusal}, status=status
        )
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rating.rate(round_, member, grades=form.grades, remark=form.cleaned_data["remark"])
        except DomainError as late:
            return page(
                request, "activities/member/rated.html", {"round": round_, "refusal": late}, status=422
            )
        return page(request, "activities/member/rated.html", {"round": round_, "refusal": None})
    context = {"round": round_, "activity": round_.activity, "form": form}
    return page(request, "activities/member/rating.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def my_make_up(request: OfficeRequest, pk: int) -> HttpResponse:
    make_up = _make_up(request, pk)
    form = MyMakeUpForm(request.POST or None, make_up=make_up)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, making_up.hand_in, make_up, by=request.user, **form.values)
    ):
        return done(request, "交上去了，等书记或小组长确认。", "my_make_up", pk)
    return _make_up_page(request, make_up, form, SendBackForm())


@require_POST
def my_make_up_confirm(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody else filled it in: the member's own word makes two (N02)."""
    make_up = _make_up(request, pk)
    try:
        making_up.confirm(make_up, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, "my_make_up", pk)
    return done(request, "记下了，补课办结。", "my_make_up", pk)


@require_POST
def my_make_up_return(request: OfficeRequest, pk: int) -> HttpResponse:
    """It was not so: back to whoever filled it in, with a word."""
    make_up = _make_up(request, pk)
    form = SendBackForm(request.POST)
    if submit(form, making_up.send_back, make_up, by=request.user):
        return done(request, "退回去了，您可以自己重新交。", "my_make_up", pk)
    return _make_up_page(request, make_up, MyMakeUpForm(make_up=make_up), form)


def _make_up(request: OfficeRequest, pk: int) -> MakeUp:
    member = own_member(request)
    rows = MakeUp.objects.select_related("attendance__activity__branch", "confirmed_by", "handed_in_by")
    make_up = rows.filter(pk=pk, attendance__member=member).first() if member else None
    if make_up is None:
        raise Http404("没有这项补课，或它不是您的。")
    return make_up


def _make_up_page(
    request: OfficeRequest, make_up: MakeUp, form: MyMakeUpForm, back: SendBackForm
) -> HttpResponse:
    waits = make_up.state == MakeUpState.DONE
    context = {
        "make_up": make_up,
        "activity": make_up.attendance.activity,
        "materials": make_up.attendance.activity.study_materials.all(),
        "form": form,
        "back": back,
        "may_hand_in": not make_up.is_handed_in,
        "may_confirm": waits and make_up.handed_in_by_id != request.user.pk,
    }
    wrong = form.errors or back.errors
    return page(request, "activities/member/make_up.html", context, status=422 if wrong else 200)


def _round(request: OfficeRequest, pk: int) -> tuple[Member, RatingRound]:
    member = own_member(request)
    row = own_activity(member, pk) if member else None
    round_ = RatingRound.objects.filter(activity=row).select_related("activity").first() if row else None
    if member is None or round_ is None:
        raise Http404("这次活动没有测评，或它不是您支部的。")
    return member, round_
