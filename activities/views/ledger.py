"""The ledger of a year: on the page, as a spreadsheet, and as a printed form (F-08)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.reports.ledger import ledger_of
from activities.reports.ledger_sheet import ledger_workbook
from activities.views.activities import chosen_year
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.answers import xlsx_answer
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def ledger(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    this_year = clock.today().year
    found = Activity.objects.filter(branch=branch).order_by().values_list("for_year", flat=True).distinct()
    years = sorted({*found, this_year}, reverse=True)
    context = {
        "ledger": ledger_of(branch, chosen_year(request, years, this_year)),
        "years": years,
        "may_excuse": request.access.may(Capability.FILE, branch),
    }
    return page(request, "activities/ledger/detail.html", context)


@require_safe
def ledger_file(request: OfficeRequest, year: int) -> HttpResponse:
    """The .xlsx; nothing in it can run as a formula (PI-13)."""
    branch = own_branch(request, Capability.SEE_RECORD)
    found = ledger_of(branch, year)
    name = f"{branch.called}{year}年度主题党日活动台账.xlsx"
    return xlsx_answer(ledger_workbook(found, by=str(request.user)), name)
