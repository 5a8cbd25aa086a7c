"""The office's calendar: the library's holidays with what the office entered itself on top (CAL-01)."""

import time
from threading import Lock

from django.db import connection

from branches.models import WorkdayOverride
from branches.rules.calendar import DayOverride, WorkCalendar, work_calendar

# Another process may have changed the table; nobody waits longer than this to see it.
SECONDS_KEPT = 60

_guard = Lock()
_kept: tuple[float, WorkCalendar] | None = None


def office_calendar() -> WorkCalendar:
    """Workdays and holidays as the office lives them. At most one query a minute in each process.

    Inside a transaction the rows may be its own and not yet everybody's: they are read afresh and not kept.
    """
    global _kept
    if connection.in_atomic_block:
        return _read()
    with _guard:
        now = time.monotonic()
        if _kept is None or now - _kept[0] > SECONDS_KEPT:
            _kept = (now, _read())
        return _kept[1]


def forget_calendar() -> None:
    """After a change: the next question reads the table again."""
    global _kept
    with _guard:
        _kept = None


def _read() -> WorkCalendar:
    rows = WorkdayOverride.objects.all()
    return work_calendar({row.day: DayOverride(row.is_workday, row.name) for row in rows})
