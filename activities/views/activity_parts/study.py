"""A lecture's lecturer and hours, a study session's lead reader and who shared (MT-05, MT-15)."""

from collections.abc import Mapping
from typing import Any

from activities.reports.lecture_facts import lecture_facts
from activities.reports.study_page import study_page
from activities.views.activity_parts.scene import MAIN, Part, Scene

Needed = Mapping[str, Any] | None


def study(scene: Scene) -> Needed:
    if not scene.kind.gives_hours or scene.is_cancelled:
        return None
    page = study_page(scene.activity) if scene.kind.has_reader else None
    facts = lecture_facts(scene.activity)
    return {"facts": facts, "study_page": page, "present": _present(scene) if page else []}


def _present(scene: Scene) -> list[Any]:
    """Who can have shared: those who were there, once it has begun."""
    if scene.is_ahead:
        return []
    rows = scene.activity.attendances.select_related("member").order_by("member__name_key")
    return [row.member for row in rows if row.is_present]


STUDY = Part("activities/activity/_study.html", MAIN, study)
