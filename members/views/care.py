"""The list of care: whom the branch looks after, and the reason of one of them, read with a trace (MEM-18, PI-02)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from branches.models import Organization
from members.access import Capability
from members.forms.care import CareForm, EndCareForm
from members.models import CareSpell
from members.reports.care import care_page
from members.services.caring import end_care, put_on_list, read_reason
from members.views.common import Offered, branches_of, choose, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import submit
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

SEE = Capability.SEE_CARE


def care_branch(request: HttpRequest) -> tuple[Offered, Organization]:
    """Those whose list the person may see, and the one asked for; nobody else learns that there is one."""
    branches, branch = choose(request, branches_of(request, SEE))
    if branch is None:
        raise PermissionDenied("关怀名单只有书记和组织委员能看。")
    return branches, branch


@require_safe
@never_cache
def care_list(request: HttpRequest) -> HttpResponse:
    """关怀: who is on the list by class, who still waits before the next occasion, what was promised."""
    branches, branch = care_branch(request)
    context = {"branches": branches, "branch": branch, "found": care_page(branch, clock.today())}
    return page(request, "members/care/list.html", context)


@FORM_PAGE
@never_cache
@sensitive_post_parameters()
def member_care(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=SEE)
    form = CareForm(request.POST or None)
    if request.method == "POST" and submit(form, put_on_list, found.member, found.branch, by=actor(request)):
        return done(request, f"{found.member.name}已列入关怀名单。", "care_list")
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "title": f"{found.member.name}：列入关怀名单",
        "action": "列入",
        "note": "只有书记和组织委员能看",
    }
    return page(request, "members/care/form.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
@never_cache
def care_ending(request: HttpRequest, pk: int) -> HttpResponse:
    spell = load(request, CareSpell.objects.select_related("member", "branch").defer("reason"), pk, see=SEE)
    form = EndCareForm(request.POST or None)
    if request.method == "POST" and submit(form, end_care, spell, by=actor(request)):
        return done(request, f"{spell.member.name}：已结束，情况说明同时清除。", "care_list")
    context = {
        "form": form,
        "member": spell.member,
        "branch": spell.branch,
        "title": f"{spell.member.name}：结束关怀",
        "action": "结束",
        "note": "只留类别和起止日期，情况说明同时清除",
    }
    return page(request, "members/care/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@never_cache
def care_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """One reason in plain words, once; the journal says who read it."""
    spell = load(request, CareSpell.objects.select_related("member", "branch"), pk, see=SEE)
    context = {"spell": spell, "branch": spell.branch, "reason": read_reason(spell, by=actor(request))}
    return page(request, "members/care/reason.html", context)
