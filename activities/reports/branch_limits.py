"""The limits a branch's year is judged by: those of each month and of each day, never today's (E-78, E-86)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from activities.compliance.facts import Limits
from branches.models import Organization
from branches.reports.parameters import InForce, in_force_on_days
from partywork.common import clock

Months = dict[int, InForce]


def limits_by_month(branches: Sequence[Organization], year: int) -> dict[int, Months]:
    """By branch and month, as they stood on the month's last day, through the committee of that day.

    Two queries for the whole year, however many branches there are.
    """
    last_days = month_ends(year)
    held = in_force_on_days(branches, list(last_days.values()))
    return {
        branch.pk: {month: held[day][branch.pk] for month, day in last_days.items()} for branch in branches
    }


def month_ends(year: int) -> dict[int, date]:
    """The day by which each month is judged."""
    return {month: clock.month_bounds(year, month)[1] for month in range(1, 13)}


def limits_of_day(months: Months, day: date, frozen: Mapping[str, Any]) -> Limits:
    """What was frozen when the event closed; for one that is still open, what holds for its day."""
    return _limits(frozen or replace(months[day.month], day=day, _known={}))


def duty_months(branch: Organization, year: int, today: date) -> tuple[int, int]:
    """First and last month that counts by now: founding and closing as below, and not ahead."""
    first, last = founded_months(branch, year)
    if today.year <= year:
        last = min(last, today.month if today.year == year else 0)
    return first, last


def founded_months(branch: Organization, year: int) -> tuple[int, int]:
    """First and last month that counts: from the month after founding to that of closing (E-84).

    The first is greater than the last where nothing counts.
    """
    first, last = 1, 12
    if branch.founded_on is not None and branch.founded_on.year >= year:
        first = branch.founded_on.month + 1 if branch.founded_on.year == year else 13
    if branch.dissolved_on is not None and branch.dissolved_on.year <= year:
        last = branch.dissolved_on.month if branch.dissolved_on.year == year else 0
    return first, last


def founding_rest(founded: date | None, first: date, last: date) -> str:
    """Why a month does not count yet: before the founding, or the month of it (E-84)."""
    if founded is None or founded < first:
        return ""
    return "当时还没有成立" if founded > last else "本月成立，从下月算起"


def _limits(values: Mapping[str, Any] | InForce) -> Limits:
    return Limits(
        events_per_month=int(values["pd.events_per_month"]),
        half_day_minutes=int(values["pd.half_day_minutes"]),
        same_month=bool(values["pd.same_month"]),
        notice_days=int(values["pd.notice_days"]),
        notice_in_workdays=values["pd.notice_counting"] == "working",
        min_attendance_pct=int(values["pd.min_attendance_pct"]),
        denominator=str(values["pd.denominator"]),
        small_branch_mode=str(values["pd.small_branch_mode"]),
        rating_hours=int(values["ev.open_hours"]),
        flag_badge=str(values["pd.flag_badge"]),
    )
