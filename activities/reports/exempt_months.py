"""Months in which nothing is asked of a branch, for many branches at once, as bits by branch (E-78)."""

from collections.abc import Iterable
from datetime import date

from branches.models import Organization, OrganizationPlacement, Parameter
from branches.reports.parameters import in_force_many
from partywork.common import clock

EXEMPT = "pd.exempt_months"
Row = tuple[int, str, str]


def exempt_masks(branches: Iterable[Row], year: int) -> dict[int, int]:
    """Of (key, path, domain) rows: each month by what held at its end; bit 2 is February.

    Siblings of one kind ask the same way up, so one of them is asked for all; whoever set months of its own or
    moved in the year is asked alone. Where nobody ever set such months, there is nothing to ask.
    """
    setters = set(Parameter.objects.filter(key=EXEMPT).values_list("organization_id", flat=True))
    if not setters:
        return {}
    ended = OrganizationPlacement.objects.filter(period__endswith__gt=date(year, 1, 1))
    alone = setters | set(ended.values_list("organization_id", flat=True))
    kin: dict[object, list[int]] = {}
    for pk, path, domain in branches:
        key = pk if pk in alone else (path[: -Organization.steplen], domain)
        kin.setdefault(key, []).append(pk)
    of_first = {family[0]: family for family in kin.values()}
    asked = list(Organization.objects.filter(pk__in=of_first))
    masks: dict[int, int] = {}
    for month in range(1, 13):
        for first, limits in in_force_many(asked, clock.month_bounds(year, month)[1]).items():
            if month in limits[EXEMPT]:
                for pk in of_first[first]:
                    masks[pk] = masks.get(pk, 0) | 1 << month
    return masks
