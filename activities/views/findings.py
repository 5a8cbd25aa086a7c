"""What the rules say about a branch's year, for the branch and for those above it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.reports.findings_page import findings_page
from activities.views.activities import chosen_year
from branches.models import Organization
from members.access import Capability
from partywork.common import clock
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import page


@require_safe
def branch_findings(request: OfficeRequest, pk: int) -> HttpResponse:
    branch = load(request, Organization.objects.branches(), pk, see=Capability.SEE_FILING)
    this_year = clock.today().year
    found = Activity.objects.filter(branch=branch).order_by().values_list("for_year", flat=True).distinct()
    years = sorted({*found, this_year}, reverse=True)
    year = chosen_year(request, years, this_year)
    groups = findings_page(branch, year, runs_branch=request.access.may(Capability.RUN_ACTIVITY, branch))
    context = {"branch": branch, "year": year, "years": years, "groups": groups}
    return page(request, "activities/findings/detail.html", context)
