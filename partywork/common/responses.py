"""A page, or the fragment of it that HTMX asked for; and where to go after a step."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    return render(request, template, context, status=status)


def done(request: HttpRequest, sentence: str, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """After a step: say what was done, go where it can be seen (or back to `next`, if it is ours)."""
    messages.success(request, sentence)
    return _go(request, to, *args, **kwargs)


def refused(request: HttpRequest, sentence: str, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """A step without a form of its own was refused: say why, on the page it came from."""
    messages.error(request, sentence)
    return _go(request, to, *args, **kwargs)


def _go(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    back = own_address(request)
    return HttpResponseRedirect(back) if back else redirect(to, *args, **kwargs)


def own_address(request: HttpRequest) -> str:
    """`next` as the form sent it, if it is a page of ours; else nothing. It is an address, never a name."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked.startswith("/") and ours else ""
