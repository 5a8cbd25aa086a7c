"""Which layouts a branch may use: its own and those of all above it (ST-06, E-83)."""

from collections.abc import Iterable, Mapping

from branches.models import Organization
from members.importing.columns import plain_heading
from members.models import RosterMapping
from members.reports.roster_layouts import Layout


def mappings_for(places: Iterable[Organization]) -> list[RosterMapping]:
    """The layouts of the organizations and of everything above them, nearest first; one query."""
    paths = {place.path[:end] for place in places for end in _ends(place.path)}
    found = RosterMapping.objects.filter(organization__path__in=paths).select_related("organization")
    return sorted(found, key=lambda mapping: (-len(mapping.organization.path), mapping.name))


def said_by(mapping: RosterMapping) -> Mapping[str, str]:
    """Heading → item, as the reader of files takes it."""
    return {plain_heading(heading): item for heading, item in mapping.columns}


def layout_of(mapping: RosterMapping) -> Layout:
    """The same layout for writing; columns that are not ours stay, empty."""
    return Layout(
        f"mapping-{mapping.pk}",
        f"{mapping.name}（{mapping.organization.called}）",
        [(heading, "" if item == "-" else item) for heading, item in mapping.columns],
    )


def _ends(path: str) -> range:
    """Where the path of each organization above ends, the own one included."""
    step = Organization.steplen
    return range(step, len(path) + 1, step)
