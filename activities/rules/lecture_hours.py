"""How many hours of study a gathering counts for: a day 8, half a day 4, otherwise an hour is an hour (ED-03).

In tenths of an hour, so that a year adds up in whole numbers.
"""

import re
from decimal import Decimal, InvalidOperation

LONGEST = 24 * 10
_TYPED = re.compile(r"(\d{1,2}(?:\.\d)?)(?:个?学时|个?小时)?")


def tenths_of(minutes: int, *, half_day: int, per_half_day: int, per_day: int) -> int:
    """`half_day` minutes are half a day, twice as many a day; a part of an hour below a tenth is left out."""
    if minutes >= 2 * half_day:
        return per_day * 10
    if minutes >= half_day:
        return per_half_day * 10
    return minutes * 10 // 60


def tenths_of_days(halves: int, days: int, *, per_half_day: int, per_day: int) -> int:
    """An event of several days: whole days and single half days of it."""
    whole = halves - days  # days with both halves
    return (whole * per_day + (days - whole) * per_half_day) * 10


def read_tenths(text: str) -> int | None:
    """2 · 1.5 · 1.5学时 → tenths, more than none and no more than a day; None for the rest."""
    found = _TYPED.fullmatch(re.sub(r"\s", "", text).replace("．", "."))
    if found is None:
        return None
    try:
        tenths = int(Decimal(found[1]) * 10)
    except InvalidOperation:
        return None
    return tenths if 0 < tenths <= LONGEST else None


def hours_text(tenths: int) -> str:
    """1.5学时 · 2学时"""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}学时" if rest else f"{whole}学时"
