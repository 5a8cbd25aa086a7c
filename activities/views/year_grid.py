"""The year of a branch as a grid, for the branch and for those above it; and the duties of all branches below."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.reports.duty_board import duty_board as board_of
from activities.reports.year_grid import year_grid as grid_of
from activities.views.charter import years_around
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.requests import OfficeRequest, need
from partywork.common.responses import page


@require_safe
def year_grid(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_ACTIVITY)
    year = year_asked(request.GET.get("year"), clock.today().year)
    acts = request.access.may(Capability.RUN_ACTIVITY, branch)
    context = {"grid": grid_of(branch, year, acts=acts), "years": years_around(), "acts": acts}
    return page(request, "activities/year/grid.html", context)


@require_safe
def duty_board(request: OfficeRequest) -> HttpResponse:
    need(request, Capability.SEE_FILING)
    scope = request.access.scope(Capability.SEE_FILING)
    year = year_asked(request.GET.get("year"), clock.today().year)
    search, after = request.GET.get("q", "").strip()[:40], request.GET.get("after", "")[:255]
    context = {
        "board": board_of(scope, year, search=search, after=after),
        "years": years_around(),
        "search": search,
        "today": clock.today(),
    }
    return page(request, "activities/year/board.html", context)
