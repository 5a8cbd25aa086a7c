"""My year: the ten days in which a member may object, and when the sheet is frozen (N39). Pure."""

from datetime import date, timedelta

DAYS = 10
# Sheets of the last year are opened in the first quarter; who installs the program later starts with his own year.
LAST_MONTH_TO_OPEN = 3


def last_day(opened_on: date) -> date:
    """Ten whole days after the day of asking, that day not counted: from 1 January until 11 January."""
    return opened_on + timedelta(days=DAYS)


def may_object(today: date, until: date) -> bool:
    return today <= until


def may_archive(today: date, until: date, *, has_open_objection: bool) -> bool:
    """The days are over and nothing waits for an answer."""
    return today > until and not has_open_objection


def year_to_open(today: date) -> int | None:
    """The year that is over and lies open now."""
    return today.year - 1 if today.month <= LAST_MONTH_TO_OPEN else None
