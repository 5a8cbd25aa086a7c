"""The secret address of a calendar: made, renewed, taken back (M23)."""

import secrets
from hashlib import sha256

from django.db import transaction

from activities.models import CalendarFeed
from branches.models import Organization
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal


@transaction.atomic
def renew_own(user: User) -> str:
    """A new secret for the person's calendar; the one before opens nothing any more. It is shown once."""
    secret = secrets.token_urlsafe(24)
    feed, _ = CalendarFeed.objects.update_or_create(owner=user, defaults=_values(secret))
    journal(feed, "renew", by=user)
    return secret


@transaction.atomic
def renew_branch(branch: Organization, *, by: User) -> str:
    """The same for the calendar that a branch shares in its group."""
    secret = secrets.token_urlsafe(24)
    feed, _ = CalendarFeed.objects.update_or_create(branch=branch, defaults=_values(secret))
    journal(feed, "renew", by=by)
    return secret


@transaction.atomic
def end(feed: CalendarFeed, *, by: User) -> None:
    """Twice is once."""
    journal(feed, "end", by=by)
    CalendarFeed.objects.filter(pk=feed.pk).delete()


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _values(secret: str) -> dict[str, object]:
    return {"digest": digest_of(secret), "made_at": clock.now()}
