"""The parts of the activity page, in the order they stand on it.

To add one: write a file beside this one with a `Part` (its template under templates/activities/activity/, the
column, and a function from the Scene to what the template reads, None where the part has no business on the page
just now), and name it in PARTS. Names handed to templates are the part's own: two parts that use one name fail.
"""

from collections.abc import Iterable
from typing import Any

from activities.views.activity_parts import agenda, asides, attending, gathering, preparing, study, voting
from activities.views.activity_parts.scene import ASIDE, MAIN, TOP, Part, Scene

__all__ = ["ASIDE", "MAIN", "PARTS", "TOP", "Part", "Scene", "context_of"]

PARTS: tuple[Part, ...] = (
    # top: across the whole page
    preparing.NINE_STEPS,
    # main: what is done now, in the order it is done
    preparing.ANNOUNCING,
    attending.CLOSING_AFTER_THE_END,
    preparing.LEAVES,
    attending.REGISTER,
    attending.CLOSING_WHILE_IT_RUNS,
    study.STUDY,
    agenda.AGENDA,
    voting.VOTES,
    # aside: what belongs to it besides
    gathering.GATHERING,
    asides.FILING,
    asides.MINUTES,
    asides.OBJECTIONS,
    attending.GROUPS,
    attending.MAKE_UPS,
    asides.RATING,
    asides.NOTICE,
    asides.JOINT,
    preparing.THEME,
    attending.REPORTED,
    asides.ROUTINE,
    asides.GUESTS,
    asides.CHANGES,
)


def context_of(scene: Scene, parts: Iterable[Part] = PARTS) -> dict[str, Any]:
    """What detail.html reads: the templates of the parts that are shown, by column, and what those templates need."""
    shown: dict[str, list[str]] = {TOP: [], MAIN: [], ASIDE: []}
    context: dict[str, Any] = {}
    for part in parts:
        needed = part.about(scene)
        if needed is None:
            continue
        twice = {name for name in context.keys() & needed.keys() if context[name] is not needed[name]}
        assert not twice, f"{part.template}: {twice} is another part's"
        context |= needed
        shown[part.column].append(part.template)
    return context | {"parts": shown}
