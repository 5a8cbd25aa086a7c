"""Printing where the libraries of the PDF engine are not installed: a sentence, and the reason in the log."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from partywork import errors
from partywork.common.pdf import EngineMissing

log = logging.getLogger(__name__)


class EngineMissingMiddleware:
    """Every page that prints for its one answer may meet it; what to install stands in the log and in `check`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, EngineMissing):
            return None
        log.error("%s", exception)
        return errors.engine_missing(request)
