"""Whoever takes part here by a temporary relation or a letter of proof: list, taking in, going (MEM-15)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.access import Capability
from members.forms.hosting import StayEndForm, StayForm
from members.models import TemporaryStay
from members.services import hosting
from members.views.common import access_to, branch_of, branches_of, choose, posted
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

SEE, DO = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER


@require_safe
def stay_list(request: HttpRequest) -> HttpResponse:
    """Who is here for a while, and who was."""
    branches, branch = choose(request, branches_of(request))
    if branch is None:
        raise PermissionDenied("您的职务不能看临时组织关系。")
    today = clock.today()
    rows = list(TemporaryStay.objects.filter(branch=branch).order_by("-since", "name", "pk"))
    context = {
        "branches": branches,
        "branch": branch,
        "running": [row for row in rows if row.until >= today and row.ended_on is None],
        "over": [row for row in rows if row.until < today or row.ended_on is not None],
        "manages": access_to(request).may(DO, branch),
    }
    return page(request, "members/stays/list.html", context)


@FORM_PAGE
def stay_new(request: HttpRequest) -> HttpResponse:
    branch = branch_of(request, list(branches_of(request, DO)))
    if branch is None:
        raise PermissionDenied("您的职务不能登记临时组织关系。")
    form = StayForm(posted(request))
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, hosting.take_in, branch, form.stay(), by=actor(request)):
        return done(request, f"已登记{form.cleaned_data['name']}，以后各次活动可以点他到会。", "stay_list")
    context = {
        "form": form,
        "branch": branch,
        "title": "登记临时组织关系",
        "action": "登记",
        "note": "正式组织关系不动：在这里列为来宾，不计入应到，没有表决权；临时党支部除外。",
    }
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def stay_end(request: HttpRequest, pk: int) -> HttpResponse:
    stay = load(request, TemporaryStay.objects.select_related("branch", "member"), pk, see=SEE, do=DO)
    form = StayEndForm(posted(request))
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, hosting.end, stay, by=actor(request), **form.cleaned_data):
        return done(request, f"已登记{stay.name}离开。", "stay_list")
    context = {"form": form, "branch": stay.branch, "title": f"{stay.name}：登记离开", "action": "登记离开"}
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)
