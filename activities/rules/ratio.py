"""Ratios as the office judges and prints them: integers only, cut off and never rounded up (E-07)."""


def required_for(base: int, pct: int) -> int:
    """The smallest number that is at least pct per cent of the base: 不少于 includes the limit."""
    return -(-base * pct // 100)


def percent_text(part: int, base: int) -> str:
    """75% · 79.9%, one decimal cut off, so that nobody reads 80% where 80% was missed; — without a base."""
    if base <= 0:
        return "—"
    tenths = part * 1000 // base
    return f"{tenths // 10}%" if part * 100 % base == 0 else f"{tenths // 10}.{tenths % 10}%"
