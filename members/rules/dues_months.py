"""Months as dues reckon with them: each is the first day of it."""

import re
from collections.abc import Iterator
from datetime import date

from partywork.common.months import months_after

EARLIEST, LATEST = 1921, 2999


def month_of(day: date) -> date:
    return day.replace(day=1)


def later(month: date, months: int = 1) -> date:
    """So many months later (earlier, when negative)."""
    return months_after(month, months)


def between(first: date, last: date) -> int:
    """How many months `last` lies after `first`."""
    return (last.year - first.year) * 12 + last.month - first.month


def months_until(first: date, last: date) -> Iterator[date]:
    """Every month from the first to the last, both included."""
    for offset in range(between(first, last) + 1):
        yield later(first, offset)


def first_month_of_new(payee: str, day: date, paid_until: date | None = None) -> date:
    """The first month that the new branch collects of whoever is accepted on `day` (DU-13).

    "letter": the month after 党费交至, yet never a month that ended before the acceptance; without a letter's
    word the old branch collects the month. On the first day of a month the old branch has no day in it.
    """
    month = month_of(day)
    if payee == "new" or day == month:
        return month
    if payee == "letter" and paid_until is not None:
        return max(later(month_of(paid_until)), month)
    return later(month)


def quarter_end(month: date) -> date:
    """The last month of its quarter."""
    return date(month.year, (month.month + 2) // 3 * 3, 1)


def month_text(month: date) -> str:
    return f"{month.year}年{month.month}月"


def span_text(months: list[date]) -> str:
    """2026年10月至12月 · 2026年3月、5月 · 2025年12月、2026年1月"""
    ordered = sorted(set(months))
    if not ordered:
        return ""
    if len(ordered) > 2 and between(ordered[0], ordered[-1]) == len(ordered) - 1:
        last = ordered[-1]
        end = f"{last.month}月" if last.year == ordered[0].year else month_text(last)
        return f"{month_text(ordered[0])}至{end}"
    said, year = [], 0
    for month in ordered:
        said.append(f"{month.month}月" if month.year == year else month_text(month))
        year = month.year
    return "、".join(said)


def read_month(text: object) -> date:
    """2026-03; ValueError in Chinese says what was expected."""
    typed = str(text).strip()
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", typed)
    if not found or not 1 <= int(found[2]) <= 12 or not EARLIEST <= int(found[1]) <= LATEST:
        shown = typed if len(typed) <= 20 else f"{typed[:20]}…"
        raise ValueError(f"月份应写成 2026-03 这样的年和月；现在是“{shown}”。")
    return date(int(found[1]), int(found[2]), 1)
