"""Signing in by the code on the big screen: look at GET, one POST stores (M06..M08).

Everybody comes within the same minutes: no account object, no session write, at most three queries a POST.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from activities.reports.sessions import is_signed_in
from activities.reports.sign_in_page import Occasion, OwnMark, occasion_of, own_mark, own_occasion
from activities.rules.sign_in_code import is_current
from activities.services import attending, tickets
from members.access import Access
from members.reports.sessions import Person, person_of
from partywork import navigation
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.responses import page

EXPIRED = "这个码已经过期，请重新扫大屏上的码。"
NO_MEMBER = "您的账号没有对应到党员名册，请向记录人登记，再请书记核对账号。"


@dataclass(frozen=True)
class QuickFrame:
    """The frame of a phone page without its query; the unread count is left out."""

    place: str
    large_type: bool
    tabs: list[navigation.Item]
    signed_in: bool = True
    here: str = ""
    desk_url: str = ""


@require_safe
@login_not_required
@never_cache
def scan(request: HttpRequest, activity: int, code: str) -> HttpResponse:
    """A current code becomes a ticket, so that signing in to the account on the way does not lose the scan."""
    found = _occasion(activity)
    person = person_of(request.session)
    if not is_current(code, found.secret, activity, clock.now().timestamp()):
        return _stale(request, found, person)
    browser = request.COOKIES.get(tickets.COOKIE) or secrets.token_urlsafe(16)
    address = reverse("sign_in_ticket", args=[activity, tickets.issue(activity, browser)])
    response = redirect_to_login(address) if person is None else _look(request, found, person, address)
    response.set_cookie(
        tickets.COOKIE,
        browser,
        max_age=tickets.MINUTES * 60,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def ticket(request: HttpRequest, activity: int, ticket: str) -> HttpResponse:
    """The one button, and what it does; twice is once."""
    person = person_of(request.session)
    if person is None:
        return redirect_to_login(request.path)
    found = _occasion(activity)
    if not tickets.is_good(ticket, activity, request.COOKIES.get(tickets.COOKIE, "")):
        return _stale(request, found, person)
    if request.method == "POST":
        return _arrive(request, found, person, reverse("sign_in_proxy", args=[activity, ticket]))
    return _look(request, found, person, request.path)


def _arrive(request: HttpRequest, found: Occasion, person: Person, proxy_address: str) -> HttpResponse:
    if person.member_id is None:
        return _sorry(request, found, person, NO_MEMBER, status=422)
    try:
        outcome = attending.sign_in(found.id, person.member_id)
    except DomainError as refusal:
        return _sorry(request, found, person, refusal.message, status=422)
    if outcome.activity_id != found.id:
        found = own_occasion(found, person.member_id)
        proxy_address = ""  # the ticket is the host's; a colleague of the own branch is not on that list
    mark = OwnMark(outcome.at, outcome.method)
    return _signed(request, found, person, mark, again=outcome.again, proxy_address=proxy_address)


def _look(request: HttpRequest, found: Occasion, person: Person, address: str) -> HttpResponse:
    found = own_occasion(found, person.member_id)
    mark = own_mark(found.id, person.member_id)
    if mark is not None and not _another_day(found, person):
        return _signed(request, found, person, mark)
    if found.is_over:
        refusal = attending.why_not(found.id, clock.now(), person.member_id)
        return _sorry(request, found, person, refusal.message, status=422)
    return _page(request, "activities/sign_in/look.html", found, person, address=address)


def _another_day(found: Occasion, person: Person) -> bool:
    """On an event of several days a mark of yesterday does not yet sign in for today (PD-30)."""
    return found.spans_days and not found.is_over and not is_signed_in(found.id, person.member_id)


def _stale(request: HttpRequest, found: Occasion, person: Person | None) -> HttpResponse:
    """Too late for the code or the ticket; whoever is signed in already need not be told to scan again."""
    found = own_occasion(found, person.member_id) if person else found
    mark = own_mark(found.id, person.member_id) if person else None
    if person is not None and mark is not None:
        return _signed(request, found, person, mark)
    # What and where is told only to who holds a code that was good: these addresses can be guessed.
    return _sorry(request, None, person, EXPIRED, status=410)


def _signed(
    request: HttpRequest,
    found: Occasion,
    person: Person,
    mark: OwnMark,
    *,
    again: bool = False,
    proxy_address: str = "",
) -> HttpResponse:
    template = "activities/sign_in/signed.html"
    return _page(request, template, found, person, mark=mark, again=again, proxy_address=proxy_address)


def _sorry(
    request: HttpRequest, found: Occasion | None, person: Person | None, sentence: str, status: int
) -> HttpResponse:
    return _page(request, "activities/sign_in/sorry.html", found, person, status=status, sentence=sentence)


def _page(
    request: HttpRequest,
    template: str,
    found: Occasion | None,
    person: Person | None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    content = {"occasion": found, "person": person, **context}
    if person is not None:
        tabs = navigation.items(navigation.PHONE, Access(person.user_id), reverse("my_home"), {})
        content["frame"] = QuickFrame(found.branch if found else "", person.large_type, tabs)
    return page(request, template, content, status=status)


def _occasion(activity: int) -> Occasion:
    found = occasion_of(activity)
    if found is None:
        raise Http404("没有这次活动。")
    return found
