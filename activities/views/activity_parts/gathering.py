"""The other duties of the same afternoon (N06)."""

from collections.abc import Mapping
from typing import Any

from activities.reports.gathering import gathering_note
from activities.views.activity_parts.scene import ASIDE, Part, Scene


def gathering(scene: Scene) -> Mapping[str, Any] | None:
    note = gathering_note(scene.activity, may_run=scene.may_run)
    return {"gathering": note} if note else None


GATHERING = Part("activities/activity/_gathering.html", ASIDE, gathering)
