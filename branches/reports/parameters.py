"""The register of limits as it holds for an organization on a day, and who set what (C15, E-78, E-86)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from branches.choices import BranchDomain
from branches.models import Organization, Parameter
from branches.rules.parameters import DEFAULT, OWN, PRESET, SPECS, Level, Resolution, resolve
from partywork.common import clock
from partywork.common.clock import full_date

# The way up from each organization, through the places it and its superiors had on the day; where nothing
# dated is known, through the places of today.
_CHAINS = """
WITH RECURSIVE chain (day, leaf, node, name, depth) AS (
    SELECT asked.day, id, id, name, 0
    FROM branches_organization CROSS JOIN unnest(%s::date[]) AS asked (day)
    WHERE id = ANY(%s)
  UNION ALL
    SELECT chain.day, chain.leaf, above.id, above.name, chain.depth + 1
    FROM chain
    JOIN branches_organization here ON here.id = chain.node
    LEFT JOIN branches_organizationplacement placed
      ON placed.organization_id = chain.node AND placed.period @> chain.day
    LEFT JOIN branches_organization upper
      ON placed.id IS NULL AND length(here.path) > 4 AND upper.path = left(here.path, length(here.path) - 4)
    JOIN branches_organization above ON above.id = COALESCE(placed.parent_id, upper.id)
    WHERE chain.depth < 12
)
SELECT day, leaf, node, name FROM chain ORDER BY day, leaf, depth
"""


@dataclass(frozen=True)
class Source:
    """Where a value comes from, in words for the page: 市直机关工委 2026年1月1日起设定."""

    text: str
    origin: str
    organization_id: int | None = None
    in_force_from: date | None = None


@dataclass
class InForce:
    """All parameters for one organization on one day: `inforce["pd.notice_days"]`."""

    day: date
    domain: str
    is_branch: bool
    chain: tuple[tuple[int, dict[str, list[tuple[date, Any]]]], ...]
    names: dict[int, str]
    _known: dict[str, Resolution] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.resolution(key).value

    def resolution(self, key: str) -> Resolution:
        if key not in self._known:
            self._known[key] = self._resolved(key)
        return self._known[key]

    def _resolved(self, key: str) -> Resolution:
        levels = [Level(node, values.get(key, ())) for node, values in self.chain]
        if self.is_branch:
            return resolve(key, self.day, levels, self.domain)
        # Only a branch is held to be at least as strict as what stands above it; a committee sets freely.
        found = resolve(key, self.day, [Level(0, ()), *levels], self.domain)
        return replace(found, origin=OWN) if found.organization_id == self.chain[0][0] else found

    def source(self, key: str) -> Source:
        found = self.resolution(key)
        return Source(self._source_text(found), found.origin, found.organization_id, found.in_force_from)

    def text(self, key: str) -> str:
        """The value as the office reads it: 5天, 党员总数."""
        return SPECS[key].text(self[key])

    def frozen(self) -> dict[str, Any]:
        """Every value of the day as plain data, to be kept beside what was judged by it (MEM-22, E-78)."""
        return {key: spec.to_json(self[key]) for key, spec in SPECS.items()}

    def _source_text(self, found: Resolution) -> str:
        if found.origin == PRESET:
            return f"{BranchDomain(self.domain).label}领域预设"
        if found.origin == DEFAULT or found.organization_id is None:
            return "默认"
        who = "本组织" if found.origin == OWN else self.names[found.organization_id]
        return f"{who}设定，{_since(found.in_force_from)}"


def _since(day: date | None) -> str:
    return f"{full_date(day)}起" if day else ""


def in_force(organization: Organization, day: date | None = None) -> InForce:
    """What holds for the organization on the day (today when none is named). Two queries."""
    return in_force_many([organization], day)[organization.pk]


def in_force_many(organizations: Iterable[Organization], day: date | None = None) -> dict[int, InForce]:
    """`in_force` for many organizations, by their key: two queries, however many they are."""
    judged = day or clock.today()
    return in_force_on_days(organizations, [judged])[judged]


def in_force_on_days(
    organizations: Iterable[Organization], days: Sequence[date]
) -> dict[date, dict[int, InForce]]:
    """`in_force` for many organizations on many days, by day and key: two queries, however many they are."""
    leaves = {organization.pk: organization for organization in organizations}
    chains, names = _chains(list(leaves), days)
    values = _values(set(names), max(days))
    return {
        day: {
            pk: InForce(
                day=day,
                domain=leaf.domain,
                is_branch=leaf.is_branch,
                chain=tuple((node, values.get(node, {})) for node in chains.get((day, pk), [pk])),
                names=names,
            )
            for pk, leaf in leaves.items()
        }
        for day in days
    }


def _chains(ids: list[int], days: Sequence[date]) -> tuple[dict[tuple[date, int], list[int]], dict[int, str]]:
    chains: dict[tuple[date, int], list[int]] = {}
    names: dict[int, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(_CHAINS, [list(days), ids])
        for day, leaf, node, name in cursor.fetchall():
            chains.setdefault((day, leaf), []).append(node)
            names[node] = name
    return chains, names


def _values(ids: set[int], day: date) -> dict[int, dict[str, list[tuple[date, Any]]]]:
    """Dated values by organization and key up to the day, oldest first; later ones than asked are passed over
    when they are resolved.
    """
    found: dict[int, dict[str, list[tuple[date, Any]]]] = {}
    rows = Parameter.objects.filter(organization__in=ids, in_force_from__lte=day).order_by("in_force_from")
    for organization_id, key, value, since in rows.values_list(
        "organization_id", "key", "value", "in_force_from"
    ):
        found.setdefault(organization_id, {}).setdefault(key, []).append((since, value))
    return found
