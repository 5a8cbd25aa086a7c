"""Leaving early and signing for somebody, by the recorder (M09, N16)."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.forms.signing import EarlyLeaveForm, ProxyForm
from activities.models import Activity
from activities.reports.register import register_of
from activities.reports.steps import limits_of
from activities.services import leaving_early, proxying
from activities.views.activity_page import back_to
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

ACTIVITIES = Activity.objects.select_related("branch")


@require_http_methods(["GET", "HEAD", "POST"])
def early_leave(request: OfficeRequest, pk: int, member: int) -> HttpResponse:
    """The recorder saw somebody go; the hour stands at now and can be put right."""
    activity, person = _both(request, pk, member)
    row = activity.attendances.filter(member=person).first()
    form = EarlyLeaveForm(request.POST or None, initial={"at": f"{clock.now():%H:%M}"})
    if request.method == "POST" and form.is_valid():
        at = clock.at(clock.today(), form.cleaned_data["at"])
        if attempt(form, leaving_early.leave_early, activity, person, by=request.user, at=at):
            said = f"{person.name}：{form.outcome.get_status_display()}。"  # type: ignore[attr-defined]
            return done(request, said, back_to(activity, "attendance"))
    context = {
        "activity": activity,
        "member": person,
        "row": row,
        "form": form,
        "pct": limits_of(activity)["at.early_leave_min_share"],
    }
    return page(request, "activities/activity/early_leave.html", context, status=422 if form.errors else 200)


@require_POST
def early_return(request: OfficeRequest, pk: int, member: int) -> HttpResponse:
    activity, person = _both(request, pk, member)
    try:
        row = leaving_early.come_back(activity, person, by=request.user)
    except DomainError as refusal:
        return refused(request, refusal.message, back_to(activity, "attendance"))
    return done(request, f"{person.name}：{row.get_status_display()}。", back_to(activity, "attendance"))


@require_http_methods(["GET", "HEAD", "POST"])
def proxy(request: OfficeRequest, pk: int) -> HttpResponse:
    """代签: whom, and who did it; the page says how many are left."""
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    register = register_of(activity)
    form = ProxyForm(request.POST or None, register=register, activity=activity)
    if request.method == "POST" and form.is_valid():
        people = Member.objects.in_bulk([form.cleaned_data["member"], form.cleaned_data["proxy"]])
        member, other = people[form.cleaned_data["member"]], people[form.cleaned_data["proxy"]]
        if attempt(form, proxying.sign_for, activity, member, other, by=request.user):
            said = f"{member.name}：{other.name}代签，已登记。"
            return done(request, said, back_to(activity, "attendance"))
    so_far = proxying.so_far(activity)
    limit = int(limits_of(activity)["at.proxy_limit"])
    context = {
        "activity": activity,
        "form": form,
        "so_far": so_far,
        "limit": limit,
        "left": max(limit - so_far, 0),
    }
    return page(request, "activities/activity/proxy.html", context, status=422 if form.errors else 200)


def _both(request: OfficeRequest, pk: int, member: int) -> tuple[Activity, Member]:
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    person = Member.objects.filter(spells__branch=activity.branch_id, pk=member).first()
    if person is None:
        raise Http404("没有这名党员，或不在您的范围内。")
    return activity, person
