"""Somebody above looks at who is on the way in a branch: with a reason, which holds for an hour (PI-15)."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser

from branches.models import Organization
from partywork.common import clock
from partywork.common.verbs import journal
from partywork.models import JournalEntry

ONE_LOOK = timedelta(hours=1)
SEEN = "see_developments"


def say_why(branch: Organization, *, by: AbstractBaseUser, reason: str) -> None:
    """Noted in the journal of the branch."""
    journal(branch, "see_developments", by=by, reason=reason)


def has_said_why(branch: Organization, by: AbstractBaseUser) -> bool:
    return JournalEntry.objects.filter(
        model=branch._meta.label_lower,
        object_id=branch.pk,
        verb=SEEN,
        actor_id=by.pk,
        at__gt=clock.now() - ONE_LOOK,
    ).exists()
