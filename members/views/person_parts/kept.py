"""What is kept about the person: the open items, the sealed ones masked, and what was done with them (F-20, PI-06)."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.reports.personal_file import open_lines, sealed_lines
from members.views.person_parts.scene import MAIN, Part, PersonScene
from partywork.common.history import history_of


def basics(scene: PersonScene) -> Mapping[str, Any]:
    return {"kept": open_lines(scene.member, scene.file)}


def sealed(scene: PersonScene) -> Mapping[str, Any]:
    return {"sealed": sealed_lines(scene.member)}


def history(scene: PersonScene) -> Mapping[str, Any] | None:
    lines = history_of(scene.member) if scene.may(Capability.MANAGE_MEMBER) else []
    return {"history": lines} if lines else None


BASICS = Part("members/member/_basics.html", MAIN, basics)
SEALED = Part("members/member/_sealed.html", MAIN, sealed)
HISTORY = Part("members/member/_history.html", MAIN, history)
