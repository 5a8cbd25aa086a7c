"""The term of a branch committee: how long it is, when it ends, whether the election is in time (ORG-10, EL-01)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from partywork.common.clock import full_date
from partywork.common.months import months_after

LONG_TERM = frozenset({"village", "community"})
MAX_SHIFT_MONTHS = 12
MIN_YEARS, LONG_YEARS = 3, 5


class TermStatus(StrEnum):
    """How a term stands towards its end; the values are what the office reads."""

    ON_TIME = "按期"
    EXTENDED = "已批延期"
    OVERDUE = "超期"


def term_years(domain: str) -> int:
    """Five years in villages and communities, three elsewhere (ORG-10)."""
    return LONG_YEARS if domain in LONG_TERM else MIN_YEARS


def term_end(since: date, years: int) -> date:
    """The day the term is full: the same date, years later. It is overdue from the day after."""
    return months_after(since, years * 12)


def shift_months(due: date, new_due: date) -> int:
    """How many months, begun ones counted whole, the election is put off (positive) or held earlier (negative)."""
    late = new_due > due
    first, last = (due, new_due) if late else (new_due, due)
    months = (last.year - first.year) * 12 + last.month - first.month
    if months_after(first, months) < last:
        months += 1
    return months if late else -months


def why_not_shift(due: date, new_due: date, status_day: date) -> str:
    """Why the superior cannot be asked for this day; "" when it can (EL-01)."""
    if new_due == due:
        return f"任期本来就在{full_date(due)}届满。"
    if new_due < status_day:
        return "请选今天以后的日子。"
    first, last = months_after(due, -MAX_SHIFT_MONTHS), months_after(due, MAX_SHIFT_MONTHS)
    if not first <= new_due <= last:
        return (
            f"任期{full_date(due)}届满，提前或延期不超过{MAX_SHIFT_MONTHS}个月，"
            f"最早{full_date(first)}，最迟{full_date(last)}。"
        )
    return ""


def status_on(day: date, due: date, shifted_to: date | None) -> TermStatus:
    """按期 until the day it is full, 已批延期 until the day approved, 超期 afterwards."""
    if shifted_to is not None and shifted_to > due:
        if day > shifted_to:
            return TermStatus.OVERDUE
        return TermStatus.EXTENDED
    return TermStatus.OVERDUE if day > (shifted_to or due) else TermStatus.ON_TIME


@dataclass(frozen=True)
class Reminder:
    """A reminder so many months before the end, on this day."""

    months: int
    on: date


def reminders(due: date, months: Iterable[int]) -> list[Reminder]:
    """When to remind, earliest first (el.remind_months)."""
    return [Reminder(each, months_after(due, -each)) for each in sorted(set(months), reverse=True)]


def reminder_on(day: date, due: date, months: Iterable[int]) -> Reminder | None:
    """The latest reminder whose day has come; None while it is too early."""
    come = [each for each in reminders(due, months) if each.on <= day]
    return come[-1] if come else None
