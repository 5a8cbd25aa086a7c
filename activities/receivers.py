"""Whoever scanned before signing in to the account need not press twice: signing in to it signs in here too."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from activities.services import attending, tickets
from members.models import Member, User
from partywork.common.errors import DomainError


@receiver(user_logged_in, sender=User)
def arrive_after_log_in(request: HttpRequest, user: User, **_: Any) -> None:
    """The login form carried the ticket in `next`; a refusal is told by the ticket's own page."""
    activity = _scanned(request)
    member = Member.objects.filter(user=user).values_list("pk", flat=True).first() if activity else None
    if activity is None or member is None:
        return
    try:
        attending.sign_in(activity, member)
    except DomainError:
        return


def _scanned(request: HttpRequest) -> int | None:
    """The activity whose good ticket this request carries."""
    try:
        found = resolve(request.POST.get("next", ""))
    except Resolver404:
        return None
    if found.url_name != "sign_in_ticket":
        return None
    activity: int = found.kwargs["activity"]
    good = tickets.is_good(found.kwargs["ticket"], activity, request.COOKIES.get(tickets.COOKIE, ""))
    return activity if good else None
