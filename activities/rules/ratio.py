"""Ratios as the office judges and prints them: judged in whole numbers, printed so that no limit is reached
by rounding (E-07, E-08).
"""


def required_for(base: int, pct: int) -> int:
    """The smallest number that is at least pct per cent of the base."""
    return -(-base * pct // 100)


def reaches(part: int, base: int, pct: int) -> bool:
    """以上, 不少于: the limit itself is enough."""
    return part * 100 >= base * pct


def percent_text(part: int, base: int) -> str:
    """75% · 66.7% · 79.9%, to one decimal; — without a base.

    Rounded half up, except that rounding never makes a whole per cent: limits are whole per cents, and nobody
    may read 80% where 79.96% were reached.
    """
    if base <= 0:
        return "—"
    if part * 100 % base == 0:
        return f"{part * 100 // base}%"
    tenths = (part * 2000 + base) // (2 * base)
    if tenths % 10 == 0:
        tenths = part * 1000 // base
    return f"{tenths // 10}.{tenths % 10}%"
