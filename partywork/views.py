"""The pages that belong to no app: help, the rules in force, the privacy notice, the size of the type."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from members.models import User
from partywork import rulebook
from partywork.common.responses import own_address
from partywork.context import LARGE_TYPE_COOKIE, Frame


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "partywork/help.html")


@require_safe
@login_not_required
def rules_page(request: HttpRequest) -> HttpResponse:
    """What the software judges, by which article, and with which numbers for the reader's organization."""
    place = rulebook.place_of(request.access)  # type: ignore[attr-defined]
    values = rulebook.values_for(place)
    context = {"articles": rulebook.articles(values), "groups": rulebook.groups(values), "place": place}
    return render(request, "partywork/rules.html", context)


@require_safe
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "partywork/privacy.html")


@require_POST
@login_not_required
def large_type(request: HttpRequest) -> HttpResponse:
    """Switch 长者模式 for the account, or for a visitor's browser; back to the page it was asked on."""
    wanted = not Frame(request).large_type
    response = HttpResponseRedirect(own_address(request) or "/")
    if isinstance(request.user, User):
        request.user.large_type = wanted
        request.user.save(update_fields=["large_type"])
        response.delete_cookie(LARGE_TYPE_COOKIE)
    elif wanted:
        response.set_cookie(LARGE_TYPE_COOKIE, "1", httponly=True, samesite="Lax")
    else:
        response.delete_cookie(LARGE_TYPE_COOKIE)
    return response
