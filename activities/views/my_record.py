"""A member's own year, and the inbox of everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from activities.reports.own_record import own_year, years_of
from activities.services.reading import inbox_of, read
from activities.views.own_member import own_member
from partywork.common import clock
from partywork.common.asked import year as year_asked
from partywork.common.paging import asked_page
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page

PER_PAGE = 30


@require_safe
def my_record(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    year = year_asked(request.GET.get("year"), clock.today().year)
    context = {"member": member, "own": own_year(member, year), "years": years_of(member)}
    return page(request, "activities/member/record.html", context)


@require_safe
def inbox(request: OfficeRequest) -> HttpResponse:
    shown = asked_page(request, inbox_of(request.user), PER_PAGE)
    context = {"base": _base(request), "page": shown, "unread": sum(n.read_at is None for n in shown)}
    return page(request, "activities/member/inbox.html", context)


@require_POST
def notice_reading(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open one notice: it counts as read, and the page it speaks of opens."""
    notice = get_object_or_404(inbox_of(request.user), pk=pk)
    read(inbox_of(request.user).filter(pk=pk))
    ours = url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if notice.link and ours else "inbox")


@require_POST
def inbox_reading(request: OfficeRequest) -> HttpResponse:
    read(inbox_of(request.user))
    return done(request, "都标为已读了。", "inbox")


def _base(request: HttpRequest) -> str:
    """At a desk for whoever holds a post, else on the phone."""
    access = request.access  # type: ignore[attr-defined]
    return "base.html" if access.has_desk else "base_phone.html"
