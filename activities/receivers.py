"""What follows from elsewhere: signing in to the account signs in to the meeting, filings follow the tree."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from activities.services import attending, readdressing, tickets
from branches.models import Organization, OrganizationPlacement
from members.models import Member, User
from partywork.common.errors import DomainError


@receiver(user_logged_in, sender=User)
def arrive_after_log_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever scanned before signing in to the account need not press twice.

    The login form carried the ticket in `next`; a refusal is told by the ticket's own page.
    """
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


@receiver(post_save, sender=OrganizationPlacement)
def follow_the_move(instance: OrganizationPlacement, created: bool, **_: Any) -> None:
    """In the transaction of the move itself: the tree below knows nothing of filings."""
    if created and instance.parent is not None:
        readdressing.follow_move(instance.organization, instance.parent)


@receiver(post_save, sender=Organization)
def follow_the_dissolution(instance: Organization, update_fields: Any = None, **_: Any) -> None:
    if instance.dissolved_on is not None and "dissolved_on" in (update_fields or ()):
        readdressing.follow_dissolution(instance)
