"""The votes of a meeting on its page; kinds that decide nothing do not have the part."""

from typing import Any

from activities.choices_agenda import AgendaTag
from activities.reports.ballot_page import ballot_lines
from activities.views.activity_parts.scene import MAIN, Part, Scene


def votes(scene: Scene) -> dict[str, Any] | None:
    """Items marked as votes that are not on the list yet lead to a form that already knows them."""
    if not scene.kind.decides:
        return None
    lines = ballot_lines(scene.activity)
    listed = {line.ballot.item_id for line in lines}
    items = [item for item in scene.activity.agenda.all() if item.tag == AgendaTag.VOTE]
    unlisted = [item for item in items if item.pk not in listed] if scene.may_run else []
    return {"ballot_lines": lines, "unlisted_items": unlisted}


VOTES = Part("activities/activity/_ballots.html", MAIN, votes)
