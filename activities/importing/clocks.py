"""Hours as they are written beside a date: 晚上 7:30-8:30, 下午2点半."""

import re
from datetime import time

PART = r"(?:上午|下午|晚上|晚间|傍晚|中午|早上|早晨|晚)"
_ONE = r"{part}\s?(?P<{h}>\d{{1,2}})\s?(?:[:点时]\s?(?P<{m}>[0-5]\d|半)?分?)"
_FROM = _ONE.format(part=rf"(?P<p1>{PART})?", h="h1", m="m1")
_TO = _ONE.format(part=rf"(?P<p2>{PART})?", h="h2", m="m2")
CLOCK = re.compile(rf"{_FROM}(?:\s?[-至到]+\s?{_TO})?")
_LATE = ("下午", "晚上", "晚间", "傍晚", "晚")


def read_clock(folded: str, position: int) -> tuple[int, time | None, time | None] | None:
    """Where the hours end that begin at `position`, and both hours on the 24-hour clock."""
    found = CLOCK.match(folded, position)
    if not found:
        return None
    begins = _time(found["h1"], found["m1"], found["p1"])
    finishes = _time(found["h2"], found["m2"], found["p2"] or found["p1"]) if found["h2"] else None
    return found.end(), begins, finishes


def _time(hour: str, minute: str | None, part: str | None) -> time | None:
    value = int(hour)
    if part in _LATE and value < 12:
        value += 12
    if value > 23:
        return None
    return time(value, 30 if minute == "半" else int(minute or 0))
