"""The board of a committee, down to the sheet."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.reports.board import board as year_board
from activities.reports.board_export import board_sheet
from activities.reports.filing_rates import filing_rates
from activities.reports.trends import trends
from members.access import Capability
from partywork.common import clock
from partywork.common.answers import xlsx_answer
from partywork.common.requests import OfficeRequest, need
from partywork.common.responses import page


@require_safe
def board(request: OfficeRequest) -> HttpResponse:
    need(request, Capability.SEE_FILING)
    year = _year(request)
    scope = request.access.scope(Capability.SEE_FILING)
    search, only = request.GET.get("q", "").strip()[:40], request.GET.get("only") == "help"
    after = request.GET.get("after", "")[:255]
    context = {
        "board": year_board(scope, year, search=search, only_help=only, after=after),
        "trends": trends(scope, year),
        "rates": filing_rates(scope, year),
        "year": year,
        "search": search,
        "only": only,
        "today": clock.today(),
    }
    return page(request, "activities/board/detail.html", context)


@require_safe
def export(request: OfficeRequest) -> HttpResponse:
    """The board as a spreadsheet, filtered as it is shown."""
    need(request, Capability.SEE_FILING)
    year = _year(request)
    scope = request.access.scope(Capability.SEE_FILING)
    search, only = request.GET.get("q", "").strip()[:40], request.GET.get("only") == "help"
    data = board_sheet(scope, year, search=search, only_help=only, by=str(request.user))
    return xlsx_answer(data, f"{year}年总览.xlsx")


def _year(request: OfficeRequest) -> int:
    text = request.GET.get("year", "")
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) == 4 and text >= "2000"
        else clock.today().year
    )
