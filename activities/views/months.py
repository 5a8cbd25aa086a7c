"""A month without a Party day, and asking the superior for another day (PD-01, PD-04, E-16, E-18)."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.month import ExcuseForm, MoveRequestForm
from activities.models import MonthExcuse
from activities.services import excusing, moving
from activities.views.activity_page import back_to, run
from activities.views.own_branch import own_branch
from branches.models import Organization
from members.access import Capability
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused


@require_http_methods(["GET", "POST"])
def month_excuse(request: OfficeRequest, year: int, month: int) -> HttpResponse:
    """Why nothing was held in the month; the same page changes the words and takes them back."""
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise Http404("没有这个月份。")
    branch = own_branch(request, Capability.FILE)
    excuse = MonthExcuse.objects.filter(branch=branch, year=year, month=month).first()
    form = ExcuseForm(
        request.POST if request.method == "POST" else None,
        initial={"reason": excuse.reason if excuse else ""},
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        form, excusing.excuse_month, branch, year, month, by=request.user, **form.cleaned_data
    ):
        return done(request, f"已写明{month}月没有开展的原因，上级在总览上能看到。", _ledger(branch, year))
    needless = excusing.why_needless(branch, year, month)
    if needless and not form.is_bound:
        return refused(request, needless, _ledger(branch, year))
    context = {"form": form, "branch": branch, "year": year, "month": month, "excuse": excuse}
    return page(request, "activities/month/excuse.html", context, status=422 if form.errors else 200)


@require_POST
def month_excuse_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    excuse = load(
        request,
        MonthExcuse.objects.select_related("branch"),
        pk,
        see=Capability.SEE_ACTIVITY,
        do=Capability.FILE,
    )
    excusing.withdraw(excuse, by=request.user)
    return done(request, f"已撤回{excuse.month}月的说明。", _ledger(excuse.branch, excuse.year))


def _ledger(branch: Organization, year: int) -> str:
    return f"{reverse('ledger')}?year={year}&branch={branch.pk}"


@require_http_methods(["GET", "POST"])
def move_request(request: OfficeRequest, pk: int) -> HttpResponse:
    """Ask the superior for a day; what was typed on the page of changes comes along."""
    activity = run(request, pk, Capability.FILE)
    form = MoveRequestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = {"new_day": form.cleaned_data["day"], "reason": form.cleaned_data["reason"]}
        if attempt(form, moving.ask_to_move, activity, by=request.user, **values):
            superior = activity.branch.superior
            called = superior.called if superior else "上级"
            return done(
                request, f"已请示{called}。同意以后再改期，大家会收到通知。", back_to(activity, "changes")
            )
    context = {"activity": activity, "form": form}
    return page(request, "activities/month/move_request.html", context, status=422 if form.errors else 200)
