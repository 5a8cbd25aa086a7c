"""When and where the person was away; who is out of contact stands there for the secretary alone (MEM-10, E-52)."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.choices_away import AwayKind
from members.views.person_parts.scene import MAIN, Part, PersonScene


def away(scene: PersonScene) -> Mapping[str, Any] | None:
    rows = scene.member.away_spells.within(scene.scope).defer("reach")
    if not scene.may(Capability.KEEP_STANDING):
        rows = rows.exclude(kind=AwayKind.LOST)
    spells = list(rows.order_by("-since", "-pk"))
    # Where he takes part is the home branch's to know, whoever wrote it down (MEM-15).
    stays = list(scene.member.temporary_stays.select_related("branch").order_by("-since", "-pk"))
    if not spells and not stays and not scene.manages:
        return None
    is_open = any(spell.ended_on is None for spell in spells)
    return {"away_spells": spells, "away_is_open": is_open, "stays": stays}


AWAY = Part("members/member/_away.html", MAIN, away)
