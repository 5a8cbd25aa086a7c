"""A leader's own group through the year: its minutes on one page, their record book to print (MT-04, S23)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.documents import catalogue
from activities.models import RecordSheet
from activities.reports.minutes_shelf import minutes_of_year, shelf, years_of
from activities.views.activities import chosen_year
from activities.views.minutes_books import printed
from activities.views.own_group import group_or_404
from partywork.common import clock
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page


@require_safe
def year_page(request: OfficeRequest) -> HttpResponse:
    """The meetings of the own group alone: not the branch's, not another group's (G02)."""
    group = group_or_404(request)
    years = years_of(RecordSheet.objects.minutes().filter(activity__group=group))
    year = chosen_year(request, years, clock.today().year)
    books = shelf(minutes_of_year(group.branch, year, group))
    context = {"group": group, "year": year, "years": years, "books": books, "now": clock.now()}
    return page(request, "activities/group/minutes.html", context)


@require_POST
def book(request: OfficeRequest, year: int) -> HttpResponse:
    """The group's record book as PDF or for Word, kept under the right that leaders have."""
    group = group_or_404(request)
    books = shelf(minutes_of_year(group.branch, year, group))
    kind = request.POST.get("kind", "")
    found = next((each for each in books if each.kind == kind), None)
    kinds = (catalogue.GROUP_BOOK, catalogue.GROUP_BOOK_WORD)
    return printed(request, group.branch, year, found, kinds=kinds, back="group_minutes")
