"""A filing that waits is answered by whoever is the superior now: after a move, a merger, a dissolution (E-76)."""

from django.db import transaction

from activities.models import Filing
from activities.services.filing import address_again
from branches.models import Organization
from partywork.common import clock
from partywork.common.verbs import lock


@transaction.atomic
def follow_move(branch: Organization, to: Organization) -> int:
    """The branch stands below another superior: what it handed in and nobody answered goes there (E-86)."""
    waiting = Filing.objects.awaiting_review().filter(branch=branch).exclude(to=to)
    return _send(list(waiting), to, f"{branch.called}已转隶到{to.called}")


@transaction.atomic
def follow_dissolution(organization: Organization) -> int:
    """The superior is no more: its heir answers, else the next one above that still exists (E-84)."""
    heir = heir_of(organization)
    if heir is None:
        return 0
    waiting = list(Filing.objects.awaiting_review().filter(to=organization))
    return _send(waiting, heir, f"{organization.called}已撤销")


def heir_of(organization: Organization) -> Organization | None:
    """Whom it was merged into, else who stands above; over as many steps as it takes."""
    today, seen = clock.today(), {organization.pk}
    found = organization.successor or organization.superior
    while found is not None and not found.is_active_on(today):
        if found.pk in seen:
            return None
        seen.add(found.pk)
        found = found.successor or found.superior
    return found


def _send(waiting: list[Filing], to: Organization, why: str) -> int:
    for filing in waiting:
        address_again(lock(filing), to, why=why)
    return len(waiting)
