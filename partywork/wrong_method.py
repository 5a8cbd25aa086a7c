"""The address of a button, opened like a page: one sentence and the way back, not a blank screen."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import resolve

from partywork import errors

# Programs read the status and the Allow header; they get nothing to look at.
PROGRAMS = ("/api/", "/health/")


class WrongMethodMiddleware:
    """A reload after the session ended asks for the address of a form by GET; that is 405, said in Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        bare = isinstance(answer, HttpResponseNotAllowed) and not answer.content
        if not bare or request.path.startswith(PROGRAMS):
            return answer
        page = errors.not_allowed(request, _page_above(request.path))
        page["Allow"] = answer["Allow"]
        return page


def _page_above(path: str) -> str:
    """/filings/12/acceptance/ → /filings/12/: the page with the button, if there is an address of that kind."""
    above = path.rstrip("/").rpartition("/")[0] + "/"
    try:
        resolve(above)
    except Http404:
        return ""
    return "" if above == "/" else above
