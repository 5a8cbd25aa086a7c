"""The parts of a person's page, in the order they stand on it.

To add one: write a file beside this one with a `Part` (its template under templates/members/, the column, and a
function from the PersonScene to what the template reads, None where the part has no business on the page just now),
and name it in PARTS. Names handed to templates are the part's own: two parts that use one name fail. `member`,
`branch`, `found`, `manages` and `today` are there for all. An app above adds its parts with `register`.
"""

from collections.abc import Iterable
from typing import Any

from members.views.person_parts import account, away, belonging, care, honours, kept, standing
from members.views.person_parts.scene import ASIDE, MAIN, Part, PersonScene

__all__ = ["ASIDE", "MAIN", "PARTS", "Part", "PersonScene", "context_of", "register"]

PARTS: tuple[Part, ...] = (
    # main: what is kept, then where he was and what was decided
    kept.CORRECTIONS,
    kept.BASICS,
    kept.SEALED,
    belonging.SPELLS,
    belonging.EXEMPTIONS,
    care.DELIVERIES,
    away.AWAY,
    standing.DECISIONS,
    belonging.POSTS,
    honours.HONOURS,
    care.CARE,
    honours.DISCIPLINE,
    kept.READINGS,
    kept.HISTORY,
    # aside: what belongs to it besides
    account.ACCOUNT,
    care.PARTY_AGE,
    belonging.LEAVING,
)
_from_above: list[Part] = []


def register(part: Part) -> None:
    """A part of an app above, named in its AppConfig.ready(); it stands after those of its column."""
    if part not in _from_above:
        _from_above.append(part)


def context_of(scene: PersonScene, parts: Iterable[Part] | None = None) -> dict[str, Any]:
    """What detail.html reads: the templates of the parts that are shown, by column, and what those templates need."""
    shown: dict[str, list[str]] = {MAIN: [], ASIDE: []}
    context: dict[str, Any] = {
        "found": scene.found,
        "member": scene.member,
        "branch": scene.branch,
        "manages": scene.manages,
        "today": scene.today,
    }
    for part in (*PARTS, *_from_above) if parts is None else parts:
        needed = part.about(scene)
        if needed is None:
            continue
        twice = context.keys() & needed.keys()
        assert not twice, f"{part.template}: {twice} is another part's"
        context |= needed
        shown[part.column].append(part.template)
    return context | {"parts": shown}
