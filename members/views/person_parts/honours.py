"""Honours and labels of a person, for whoever sees the person; decisions of discipline, for those the rules name."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.models import DisciplineFact, Honour, MemberLabel
from members.reports.discipline import carried_facts
from members.services.disciplining import note_reading
from members.views.person_parts.scene import MAIN, Part, PersonScene


def honours(scene: PersonScene) -> Mapping[str, Any] | None:
    awarded = (
        Honour.objects.within(scene.scope).filter(member=scene.member).select_related("member", "branch")
    )
    hung = MemberLabel.objects.within(scene.scope).filter(member=scene.member)
    found, labels = list(awarded), list(hung)
    return {"honours": found, "labels": labels} if found or labels else None


def discipline(scene: PersonScene) -> Mapping[str, Any] | None:
    """Nobody else learns that there is, or is not, anything."""
    if not scene.may(Capability.SEE_DISCIPLINE):
        return None
    facts = DisciplineFact.objects.within(scene.access.scope(Capability.SEE_DISCIPLINE))
    own = scene.member.user_id == scene.request.user.pk
    told = facts.told_to(secretary=scene.may(Capability.KEEP_STANDING))
    rows = list(told.filter(member=scene.member))
    carried = _carried(scene)
    note_reading(carried, by=scene.request.user)
    return {
        "discipline": rows,
        "carried_discipline": carried,
        "enters_discipline": scene.found.is_current and not own,
    }


def _carried(scene: PersonScene) -> tuple[DisciplineFact, ...]:
    """What came with him from another branch: for the secretary where he is now, as long as it has an effect."""
    if not scene.does(Capability.KEEP_STANDING):
        return ()
    return carried_facts(scene.member, scene.access.scope(Capability.KEEP_STANDING), scene.today)


HONOURS = Part("members/honours/_part.html", MAIN, honours)
DISCIPLINE = Part("members/honours/_discipline_part.html", MAIN, discipline)
