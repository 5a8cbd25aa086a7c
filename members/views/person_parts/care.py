"""What the branch does for somebody: the years in the Party, care and visits, what is brought to the exempt."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.models import CareSpell, CareVisit, ContentDelivery
from members.reports.care import SEALED_VISIT
from members.reports.party_age import line_of
from members.views.person_parts.scene import ASIDE, MAIN, Part, PersonScene

NEWEST = 10


def party_age(scene: PersonScene) -> Mapping[str, Any]:
    return {"party_age": line_of(scene.member, scene.branch)}


def care(scene: PersonScene) -> Mapping[str, Any] | None:
    """For the secretary and the organization member alone; nobody else learns that there is anything (MEM-18)."""
    if not scene.may(Capability.SEE_CARE):
        return None
    spells = CareSpell.objects.filter(member=scene.member, branch=scene.branch).defer("reason")
    visits = CareVisit.objects.filter(member=scene.member, branch=scene.branch)
    newest = visits.defer(*SEALED_VISIT, "outsider").order_by("-visited_on", "-pk")[:NEWEST]
    return {"care_spells": list(spells.order_by("-since")), "care_visits": list(newest)}


def deliveries(scene: PersonScene) -> Mapping[str, Any] | None:
    """When and what; what was heard is for the contact and on no page of others (MEM-17)."""
    rows = ContentDelivery.objects.within(scene.scope).filter(exemption__member=scene.member)
    lines = list(rows.defer("opinions").select_related("by_whom")[:NEWEST])
    return {"deliveries": lines} if lines else None


PARTY_AGE = Part("members/party_age/_part.html", ASIDE, party_age)
CARE = Part("members/care/_part.html", MAIN, care)
DELIVERIES = Part("members/care/_deliveries_part.html", MAIN, deliveries)
