"""Whole months and years between dates (CAL-05): the same day of a later month, its last day where there is none."""

from datetime import date

from dateutil.relativedelta import relativedelta


def months_after(day: date, months: int) -> date:
    """31 January and one month is 28 February; 29 February and twelve months is 28 February."""
    return day + relativedelta(months=months)


def months_between(first: date, last: date) -> int:
    """Whole months that have passed: the largest number whose date is not after `last`; negative before."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_after(first, months) <= last else months - 1


def years_between(first: date, last: date) -> int:
    """Whole years that have passed, so that somebody born on 29 February is a year older on 28 February."""
    return months_between(first, last) // 12
