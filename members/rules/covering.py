"""Which days of a period are not covered yet, in pieces no longer than one approval may be (MEM-16, E-10)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

A_DAY = timedelta(days=1)
Span = tuple[date, date]


def uncovered(first: date, last: date, taken: Iterable[Span]) -> list[Span]:
    """The stretches between `first` and `last`, both included, that none of the spans reaches."""
    found: list[Span] = []
    begin = first
    for since, until in sorted(taken):
        if since > last:
            break
        if since > begin:
            found.append((begin, since - A_DAY))
        begin = max(begin, until + A_DAY)
    if begin <= last:
        found.append((begin, last))
    return found


def pieces(span: Span, latest_end: Callable[[date], date]) -> list[Span]:
    """One after the other, each as long as one may last at most."""
    begin, last = span
    found: list[Span] = []
    while begin <= last:
        end = min(last, latest_end(begin))
        found.append((begin, end))
        begin = end + A_DAY
    return found
