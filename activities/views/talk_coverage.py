"""Who still has to talk with whom this year: pairs and numbers, and one click to begin (TT-01)."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.forms.talks import ProposalForm
from activities.reports.talk_coverage import coverage_page
from activities.reports.talk_occasions import occasions
from activities.reports.talks import branch_talks
from activities.services import talk_proposals
from activities.views.charter import years_around
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page, refused, step


@require_safe
@never_cache
def talk_coverage(request: OfficeRequest) -> HttpResponse:
    """Pairs and counts for who runs the branch; the talks themselves are listed for the secretary alone."""
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    year = year_asked(request.GET.get("year"), clock.today().year)
    keeps = request.access.may(Capability.KEEP_TALKS, branch)
    context = {
        "page": coverage_page(branch, year),
        "years": years_around(),
        "keeps": keeps,
        "talks": branch_talks(branch, year) if keeps else [],
        "occasions": occasions(branch, clock.today()) if keeps else [],
        "me": request.access.member_id,
        "is_running": year == clock.today().year,
    }
    return page(request, "activities/talk/coverage.html", context)


@require_POST
def talk_proposal(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    form = ProposalForm(request.POST, branch=branch)
    if not form.is_valid():
        return refused(request, "请从名单里选两位同志。", "talk_coverage")
    first, second = form.cleaned_data["first"], form.cleaned_data["second"]
    return step(
        request,
        ("talk_coverage",),
        talk_proposals.propose,
        branch,
        first,
        second,
        by=request.user,
        said=lambda told: f"已告诉{first}和{second}。" if told else f"{first}和{second}今年已经告诉过了。",
    )
