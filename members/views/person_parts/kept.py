"""What is kept about the person: the open items, the sealed ones masked, and what was done with them (F-20, PI-06)."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.choices_personal import CorrectionState
from members.reports.my_information import looks_at
from members.reports.personal_file import open_lines, sealed_lines
from members.views.person_parts.scene import MAIN, Part, PersonScene
from partywork.common.history import history_of

SHOWN = 20


def basics(scene: PersonScene) -> Mapping[str, Any] | None:
    """As long as the branch is the last one: whoever moved on is kept, and read, by the new one (PI-14)."""
    if scene.has_moved_on:
        return None
    return {"kept": open_lines(scene.member, scene.file)}


def sealed(scene: PersonScene) -> Mapping[str, Any] | None:
    if scene.has_moved_on:
        return None
    return {
        "sealed": sealed_lines(scene.member),
        "reads_sealed": scene.does(Capability.READ_PERSONAL),
        "removed_on": scene.file.contacts_removed_on,
    }


def corrections(scene: PersonScene) -> Mapping[str, Any] | None:
    if not scene.manages:
        return None
    rows = list(scene.member.corrections.filter(state=CorrectionState.ASKED).defer("should_be", "why"))
    return {"corrections": rows} if rows else None


def readings(scene: PersonScene) -> Mapping[str, Any] | None:
    """Those who keep the roster see what the person sees of them."""
    keeps = scene.may(Capability.MANAGE_MEMBER) and not scene.has_moved_on
    lines = looks_at(scene.member)[:SHOWN] if keeps else []
    return {"readings": lines} if lines else None


def history(scene: PersonScene) -> Mapping[str, Any] | None:
    keeps = scene.may(Capability.MANAGE_MEMBER) and not scene.has_moved_on
    lines = history_of(scene.member) if keeps else []
    return {"history": lines} if lines else None


CORRECTIONS = Part("members/member/_corrections.html", MAIN, corrections)
READINGS = Part("members/member/_readings.html", MAIN, readings)
BASICS = Part("members/member/_basics.html", MAIN, basics)
SEALED = Part("members/member/_sealed.html", MAIN, sealed)
HISTORY = Part("members/member/_history.html", MAIN, history)
