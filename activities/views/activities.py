"""The branch's activities of a year, month by month."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.kinds import ROWS
from activities.models import Activity
from activities.reports.activity_lines import by_month, lines_of_year
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import number
from partywork.common.paging import asked_page
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def activity_list(request: OfficeRequest) -> HttpResponse:
    scope = request.access.scope(Capability.SEE_ACTIVITY)
    activities = Activity.objects.within(scope)
    this_year = clock.today().year
    years = sorted(
        {*activities.order_by().values_list("for_year", flat=True).distinct(), this_year}, reverse=True
    )
    year = chosen_year(request, years, this_year)
    held = set(activities.order_by().filter(for_year=year).values_list("kind", flat=True).distinct())
    kind = request.GET.get("kind", "")
    kind = kind if kind in held else ""
    lines = lines_of_year(activities.filter(kind=kind) if kind else activities, year)
    shown = asked_page(request, lines)
    context = {
        "months": by_month(shown.object_list),
        "page": shown,
        "years": years,
        "year": year,
        "kinds": [row for row in ROWS if row.key in held],
        "kind": kind,
        "names_branches": request.access.reviews,
        "may_run": request.access.may_anywhere(Capability.RUN_ACTIVITY),
    }
    return page(request, "activities/activity/list.html", context)


def chosen_year(request: OfficeRequest, years: list[int], otherwise: int) -> int:
    """`?year=`, if it is one of those offered."""
    asked = number(request.GET.get("year"))
    return asked if asked is not None and asked in years else otherwise
