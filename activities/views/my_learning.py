"""What concerns the member of charter reading, study materials and service: the branch's bar, the own hours."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from activities.reports.charter_year import charter_year
from activities.reports.mine import branch_of
from activities.reports.volunteer_ledger import own_service
from activities.views.own_member import own_member
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def my_learning(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    this = clock.today().year
    year = year_asked(request.GET.get("year"), this)
    branch = branch_of(member, clock.today())
    context = {
        "member": member,
        "year": year,
        "other_years": [each for each in (this, this - 1) if each != year],
        "charter": charter_year(branch, year) if branch else None,
        "service": own_service(member, year),
    }
    return page(request, "activities/member/learning.html", context)
