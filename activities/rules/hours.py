"""Hours of service as people write them, kept as whole minutes (PD-26, F-42)."""

import re
from decimal import Decimal

A_DAY = 24 * 60
_HOURS = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?:个?小时|时|h)?")
_BOTH = re.compile(r"(\d{1,2})(?:个?小时|时|:)(\d{1,2})分?钟?")
_MINUTES = re.compile(r"(\d{1,4})(?:分钟|分|min)")


def read_hours(text: str) -> int | None:
    """2 · 1.5 · 2小时30分 · 90分钟 → whole minutes, more than none and no more than a day; None for the rest.

    An hour that does not come out in whole minutes (1.33) is not rounded but asked for again.
    """
    typed = re.sub(r"\s", "", text).replace("．", ".").replace("：", ":").lower()
    minutes: Decimal | None = None
    if found := _MINUTES.fullmatch(typed):
        minutes = Decimal(found[1])
    elif (found := _BOTH.fullmatch(typed)) and int(found[2]) < 60:
        minutes = Decimal(found[1]) * 60 + Decimal(found[2])
    elif found := _HOURS.fullmatch(typed):
        minutes = Decimal(found[1]) * 60
    if minutes is None or minutes != int(minutes) or not 0 < minutes <= A_DAY:
        return None
    return int(minutes)


def hours_text(minutes: int) -> str:
    """2小时30分 · 45分 · 0小时"""
    hours, rest = divmod(minutes, 60)
    return (f"{hours}小时" if hours or not rest else "") + (f"{rest}分" if rest else "")
