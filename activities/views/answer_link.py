"""Coming or leave by the link in a mail or short message, without signing in (M05).

Looking stores nothing: programs that look at links before people do must not answer for them.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities.forms.mine import LinkLeaveForm
from activities.reports.mine import ticket_of
from activities.services import answer_links, leaving
from activities.services.answer_links import Opened
from partywork.common.errors import DomainError
from partywork.common.forms import submit
from partywork.common.responses import page

STATUS = {"unknown": 404}


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def answer_link(request: HttpRequest, token: str) -> HttpResponse:
    """The one page of the link: 参加, or 请假 with its reason; a leave waits for approval like any other."""
    try:
        found = answer_links.opened(token)
        if request.method == "POST" and request.POST.get("answer") == "coming":
            leaving.answer_coming(found.activity, found.member, by=found.user)
            return _answered(request, found, token, "记下了：您参加。")
    except DomainError as refusal:
        return _closed(request, refusal)
    if request.method == "POST" or "leave" in request.GET:
        return _leave(request, found, token)
    return _private(page(request, "activities/link/look.html", _context(found, token)))


def _leave(request: HttpRequest, found: Opened, token: str) -> HttpResponse:
    form = LinkLeaveForm(request.POST if request.method == "POST" else None, sex=found.member.sex)
    if submit(form, leaving.ask, found.activity, found.member, by=found.user):
        return _answered(request, found, token, "请假交上去了，等书记批。结果会通知您。")
    status = 422 if form.errors else 200
    return _private(
        page(request, "activities/link/leave.html", {**_context(found, token), "form": form}, status=status)
    )


def _answered(request: HttpRequest, found: Opened, token: str, sentence: str) -> HttpResponse:
    return _private(
        page(request, "activities/link/look.html", {**_context(found, token), "sentence": sentence})
    )


def _closed(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """Of the activity nothing is told: the link may have gone to anybody."""
    status = STATUS.get(refusal.code, 410)
    return _private(
        page(request, "activities/link/closed.html", {"sentence": refusal.message}, status=status)
    )


def _context(found: Opened, token: str) -> dict[str, object]:
    return {
        "token": token,
        "activity": found.activity,
        "ticket": ticket_of(found.member, found.activity),
        "called": f"{found.member.name[:1]}{'*' * (len(found.member.name) - 1)}",
        "place": found.activity.branch.called,
    }


def _private(response: HttpResponse) -> HttpResponse:
    """The address is the key: it is not passed on to other sites nor kept by search engines."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
