"""The calendar to subscribe to, and the pages that hand out its secret address (M23)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.reports.calendar_feed import branch_feed, feed_of, own_feed
from activities.services import answer_links, calendar_feeds
from activities.views.own_branch import own_branch
from activities.views.own_member import own_member
from members.access import Capability
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself, for a telephone or a mail program; asked again unchanged it answers 304."""
    found = feed_of(calendar_feeds.digest_of(secret))
    if found is None:
        raise Http404("没有这个日历，或它的地址已经换过。")
    unchanged = get_conditional_response(request, etag=found.tag)
    if unchanged is not None:
        return unchanged
    response = HttpResponse(found.text(), content_type="text/calendar; charset=utf-8")
    response["ETag"] = found.tag
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_calendar(request: OfficeRequest) -> HttpResponse:
    """日历订阅和链接: get, renew or end one's own calendar, take earlier answer links back."""
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    secret = calendar_feeds.renew_own(request.user) if request.method == "POST" else ""
    feed = own_feed(request.user)
    context = {"feed": feed, "address": _address(secret)}
    return page(request, "activities/member/calendar.html", context)


@require_POST
def my_calendar_end(request: OfficeRequest) -> HttpResponse:
    feed = own_feed(request.user)
    if feed is not None:
        calendar_feeds.end(feed, by=request.user)
    return done(request, "停用了，原来的订阅地址打不开了。", "my_calendar")


@require_POST
def my_links_end(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        raise Http404("您的账号没有对应到党员名册。")
    answer_links.take_back(member, by=request.user)
    return done(request, "以前发给您的答复链接都作废了。", "my_calendar")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def branch_calendar(request: OfficeRequest) -> HttpResponse:
    """The branch's calendar, for its group: whoever holds the address sees when and where, no names."""
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    secret = calendar_feeds.renew_branch(branch, by=request.user) if request.method == "POST" else ""
    feed = branch_feed(branch)
    context = {"branch": branch, "feed": feed, "address": _address(secret)}
    return page(request, "activities/calendar/branch.html", context)


@require_POST
def branch_calendar_end(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    feed = branch_feed(branch)
    if feed is not None:
        calendar_feeds.end(feed, by=request.user)
    return done(
        request, "停用了，原来的订阅地址打不开了。", f"{reverse('branch_calendar')}?branch={branch.pk}"
    )


def _address(secret: str) -> str:
    return f"{settings.SITE_URL}{reverse('calendar_feed', args=[secret])}" if secret else ""
