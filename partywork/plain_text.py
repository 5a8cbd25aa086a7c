"""No text from outside holds a NUL: the database could not keep it, and nobody types one."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\x00"


class PlainTextMiddleware:
    """Programs have answers of their own (partywork.common.api_errors)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.path.startswith("/api/"):
            return
        if NUL in request.path or _holds_nul(request.GET) or _holds_nul(request.POST):
            raise BadRequest("a NUL in the request")


def _holds_nul(data: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in data.lists())
