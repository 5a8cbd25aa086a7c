"""The tree as the page shows it: in order, indented, found by name or code."""

from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from branches.scoping import Scope


@dataclass(frozen=True)
class TreeLine:
    organization: Organization
    level: int
    is_gone: bool


def tree_lines(scope: Scope, day: date, *, typed: str = "", with_gone: bool = False) -> list[TreeLine]:
    """The organizations in the scope, depth first; one query. Levels count from the highest one shown."""
    rows = Organization.objects.within(scope).order_by("path")
    if not with_gone:
        rows = rows.active_on(day)
    if typed.strip():
        wanted = typed.strip()
        rows = (
            rows.filter(name__icontains=wanted)
            | rows.filter(short_name__icontains=wanted)
            | rows.filter(code__iexact=wanted)
        )
    found = list(rows)
    top = min((each.depth for each in found), default=1)
    return [TreeLine(each, min(each.depth - top, 3), not each.is_active_on(day)) for each in found]
