"""A form of one line inside a list: what was typed into it stays when it is refused."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url

from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page


def answer_line(
    request: OfficeRequest,
    to: tuple[Any, ...],
    form: forms.Form,
    verb: Callable[..., Any],
    *args: Any,
    heading: str,
    said: str,
    layout: str = "base.html",
) -> HttpResponse:
    """Do it with what the form holds and go to the page `to` names; refused, the form comes back by itself with its
    words and the reason, since its list has no room for them.
    """
    if submit(form, verb, *args, by=request.user):
        return done(request, said, *to)
    context = {"form": form, "heading": heading, "back": resolve_url(*to), "layout": layout}
    return page(request, "components/line_form.html", context, status=422)
