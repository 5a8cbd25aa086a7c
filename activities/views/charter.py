"""The charter through the year of a branch (N41)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.reports.charter_year import charter_year
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def charter(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    found = charter_year(branch, year_asked(request.GET.get("year"), clock.today().year))
    return page(request, "activities/routine/charter.html", {"charter": found, "years": years_around()})


def years_around() -> list[int]:
    this = clock.today().year
    return [this, this - 1, this - 2]
