"""Who is behind, and why: the keeper's and the secretary's page, nobody else's (N28)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from members.access import Capability
from members.forms.dues import DelayForm
from members.reports.dues_arrears import behind
from members.services.dues_reminding import note_delay, remind
from members.views.common import access_to
from members.views.dues_common import KEEP, dues_branch, dues_branches, find_dues_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import submit
from partywork.common.requests import actor
from partywork.common.responses import done, page, step


@require_safe
def dues_arrears(request: HttpRequest) -> HttpResponse:
    branch = dues_branch(request)
    context = {
        "branches": dues_branches(request),
        "branch": branch,
        "lines": behind(branch, clock.today()),
        "keeps": access_to(request).may(KEEP, branch),
        "watches": access_to(request).may(Capability.WATCH_STANDING, branch),
    }
    return page(request, "members/dues/arrears.html", context)


@require_POST
def dues_reminder(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_dues_member(request, pk, do=KEEP)
    said = f"已提醒{found.member.name}，本月不会再发第二次。"
    to = ("dues_arrears",)
    return step(request, to, remind, found.member, found.branch, by=actor(request), said=said)


@FORM_PAGE
def dues_delay(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_dues_member(request, pk, do=KEEP)
    form = DelayForm(request.POST or None)
    if request.method == "POST" and submit(form, note_delay, found.member, found.branch, by=actor(request)):
        return done(request, f"已记下{found.member.name}未交的原因。", "dues_arrears")
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "title": "未交党费的原因",
        "action": "记下",
        "note": "记下的月份不计入连续未交，应交的数额不变。",
    }
    return page(request, "members/dues/form.html", context, status=422 if form.is_bound else 200)
