"""The account somebody signs in with."""

from collections.abc import Mapping
from typing import Any

from members.views.person_parts.scene import ASIDE, Part, PersonScene


def account(scene: PersonScene) -> Mapping[str, Any] | None:
    return None if scene.has_moved_on else {}


ACCOUNT = Part("members/member/_account.html", ASIDE, account)
