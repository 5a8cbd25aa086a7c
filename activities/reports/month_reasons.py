"""Months without a themed Party day: waived by a committee, or explained by the branch (PD-01, E-16, E-18)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from activities.choices import ActivityKind, ActivityState, FilingState
from activities.models import MonthExcuse, MoveRequest
from activities.reports.exempt_months import exempt_masks
from branches.models import Organization

Key = tuple[int, int]
Branches = Iterable[Organization] | QuerySet[Any]


def month_reasons(branches: Branches, year: int) -> dict[Key, str]:
    """By branch and month, why nothing was held: in the branch's own words, else by what the superior agreed to.

    Two queries, however many branches.
    """
    found = {
        (branch, month): f"上级同意改到{day.month}月{day.day}日：{reason}"
        for branch, month, day, reason in _agreed(branches, year)
        if (day.year, day.month) != (year, month)
    }
    rows = MonthExcuse.objects.filter(branch__in=branches, year=year).order_by()
    found |= {
        (branch, month): reason for branch, month, reason in rows.values_list("branch", "month", "reason")
    }
    return found


def excused_masks(branches: Branches, year: int) -> dict[int, int]:
    """The explained months of each branch as bits; bit 2 is February."""
    masks: dict[int, int] = {}
    for branch, month in month_reasons(branches, year):
        masks[branch] = masks.get(branch, 0) | 1 << month
    return masks


def exempt_months(branch: Organization, year: int) -> set[int]:
    """The months in which nothing is asked of the branch, each by what held at its end (E-78)."""
    mask = exempt_masks([(branch.pk, branch.path, branch.domain)], year).get(branch.pk, 0)
    return {month for month in range(1, 13) if mask >> month & 1}


def _agreed(branches: Branches, year: int) -> QuerySet[Any, Any]:
    rows = MoveRequest.objects.filter(
        activity__branch__in=branches,
        activity__kind=ActivityKind.PARTY_DAY,
        activity__for_year=year,
        filing__state=FilingState.ACCEPTED,
    ).exclude(activity__state=ActivityState.CANCELLED)
    return rows.order_by("pk").values_list("activity__branch", "activity__for_month", "new_day", "reason")
