"""A probationary member who moves or leaves takes the way to full membership along, or ends it (MEM-20, DV-21)."""

from django.contrib.auth.models import AbstractBaseUser

from branches.models import Organization
from members.choices_development import DevelopmentState
from members.models import Development, Member
from members.states_development import DEVELOPMENT
from partywork.common.verbs import advance, journal, lock, save


def follow_member(member: Member, to: Organization, *, by: AbstractBaseUser | None) -> None:
    """Into the other branch: the contacts stay named until the new branch names its own."""
    for found in Development.objects.filter(member=member, state=DevelopmentState.OPEN):
        held = lock(found)
        before = held.branch.called
        held.branch = to
        save(held, "branch")
        journal(held, "move", by=by, before=before[:30], after=to.called[:30])


def end_with_membership(member: Member, *, by: AbstractBaseUser | None, why: str) -> None:
    """Gone from the branch before conversion: nothing is asked of the branch any more, the file stays."""
    for found in Development.objects.filter(member=member, state=DevelopmentState.OPEN):
        advance(lock(found), DEVELOPMENT, "stop", by=by, reason=why)
