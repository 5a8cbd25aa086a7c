"""The agenda on the page of an activity, with papers, and the way to what is written during the meeting."""

from collections.abc import Mapping
from typing import Any

from activities.choices import ActivityState
from activities.reports.actions import lines_to_agree
from activities.reports.meeting import meeting_of
from activities.views.activity_parts.scene import MAIN, Part, Scene


def agenda(scene: Scene) -> Mapping[str, Any]:
    activity = scene.activity
    return {
        "meeting": meeting_of(activity),
        "to_agree": lines_to_agree(activity) if activity.state == ActivityState.HELD else [],
    }


AGENDA = Part("activities/activity/_agenda.html", MAIN, agenda)
