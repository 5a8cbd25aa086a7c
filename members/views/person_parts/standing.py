"""Decisions on membership, for the secretary alone; and the way back when a departure was noted by mistake (E-52)."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.choices import SpellEnd
from members.views.person_parts.scene import MAIN, Part, PersonScene


def decisions(scene: PersonScene) -> Mapping[str, Any] | None:
    keeps = scene.may(Capability.KEEP_STANDING)
    rows = list(scene.member.decisions.within(scene.access.scope(Capability.KEEP_STANDING))) if keeps else []
    departed = not scene.found.is_current and scene.found.spell.ended_by in (
        SpellEnd.DIED,
        SpellEnd.TRANSFERRED,
    )
    may_undo = departed and scene.may(Capability.MANAGE_MEMBER)
    if not rows and not may_undo:
        return None
    return {"decisions": rows, "may_undo_departure": may_undo}


DECISIONS = Part("members/member/_decisions.html", MAIN, decisions)
