"""前置研究登记: what the committee studied before a body of the house decided, and what became of it (F-37)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.documents import catalogue
from activities.documents.filled_preliminary import preliminary_register
from activities.reports.preliminary import preliminary_items
from activities.views.charter import years_around
from activities.views.document import ask
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def preliminary_list(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    year = year_asked(request.GET.get("year"), clock.today().year)
    context = {
        "branch": branch,
        "year": year,
        "years": years_around(),
        "lines": preliminary_items(branch, year),
        "may_run": request.access.may(Capability.RUN_ACTIVITY, branch),
    }
    return page(request, "activities/action/preliminary.html", context)


@require_POST
def preliminary_document(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.SEE_RECORD)
    year = year_asked(request.POST.get("year"), clock.today().year)
    content = preliminary_register(branch, year, by=str(request.user))
    return ask(catalogue.PRELIMINARY_REGISTER, content, f"{year}年前置研究登记表.pdf", branch)
