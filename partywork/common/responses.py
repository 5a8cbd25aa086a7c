"""A page, or the fragment of it that HTMX asked for; and where to go after a step."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from partywork.common.errors import DomainError

T = TypeVar("T")


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


def step(
    request: HttpRequest,
    to: tuple[Any, ...],
    verb: Callable[..., T],
    *args: Any,
    said: str | Callable[[T], str],
    **kwargs: Any,
) -> HttpResponse:
    """A button without a form of its own: do it and say so, or say why not; both on the page `to` names."""
    try:
        outcome = verb(*args, **kwargs)
    except DomainError as refusal:
        return refused(request, refusal.message, *to)
    return done(request, said(outcome) if callable(said) else said, *to)


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
