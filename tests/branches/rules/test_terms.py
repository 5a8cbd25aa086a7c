"""The clock of a term, at its limits (ORG-10, EL-01)."""

from datetime import date

import pytest

from branches.choices import BranchDomain
from branches.rules.terms import (
    TermStatus,
    reminder_on,
    shift_months,
    status_on,
    term_end,
    term_years,
    why_not_shift,
)
from partywork.common.months import months_after

DUE = date(2026, 6, 20)


@pytest.mark.parametrize("domain", BranchDomain.values)
def test_five_years_in_villages_and_communities_three_elsewhere(domain):
    assert term_years(domain) == (5 if domain in ("village", "community") else 3)


@pytest.mark.parametrize(
    ("since", "years", "end"),
    [
        (date(2023, 6, 20), 3, date(2026, 6, 20)),
        (date(2021, 1, 1), 5, date(2026, 1, 1)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
    ],
)
def test_a_term_is_full_on_the_same_date(since, years, end):
    assert term_end(since, years) == end


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 6, 20), 0, date(2026, 6, 20)),
    ],
)
def test_months_end_where_the_month_ends(day, months, then):
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("day", "shifted_to", "status"),
    [
        (DUE, None, TermStatus.ON_TIME),
        (date(2026, 6, 21), None, TermStatus.OVERDUE),
        (date(2026, 6, 19), date(2026, 12, 20), TermStatus.EXTENDED),
        (date(2026, 12, 20), date(2026, 12, 20), TermStatus.EXTENDED),
        (date(2026, 12, 21), date(2026, 12, 20), TermStatus.OVERDUE),
        (date(2026, 3, 20), date(2026, 3, 20), TermStatus.ON_TIME),  # approved to be held earlier
        (date(2026, 3, 21), date(2026, 3, 20), TermStatus.OVERDUE),
    ],
)
def test_a_term_is_in_time_extended_or_overdue(day, shifted_to, status):
    assert status_on(day, DUE, shifted_to) == status


@pytest.mark.parametrize(
    ("new_due", "refused"),
    [
        (date(2027, 6, 20), False),
        (date(2027, 6, 21), True),
        (date(2026, 1, 2), False),
        (date(2026, 1, 1), True),  # before the day of asking
        (DUE, True),
        (date(2026, 6, 21), False),
    ],
)
def test_it_moves_by_a_year_at_most(new_due, refused):
    assert bool(why_not_shift(DUE, new_due, date(2026, 1, 2))) == refused


def test_the_refusal_names_both_ends():
    said = why_not_shift(DUE, date(2027, 7, 1), date(2026, 1, 2))
    assert said == "任期2026年6月20日届满，提前或延期不超过12个月，最早2025年6月20日，最迟2027年6月20日。"


@pytest.mark.parametrize(
    ("new_due", "months"),
    [(date(2026, 12, 20), 6), (date(2026, 12, 21), 7), (date(2026, 3, 20), -3), (date(2026, 3, 19), -4)],
)
def test_a_month_that_was_begun_counts(new_due, months):
    assert shift_months(DUE, new_due) == months


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (date(2025, 12, 19), None),
        (date(2025, 12, 20), 6),
        (date(2026, 3, 19), 6),
        (date(2026, 3, 20), 3),
        (date(2026, 7, 1), 3),
    ],
)
def test_reminders_come_six_and_three_months_before(day, months):
    reminder = reminder_on(day, DUE, (6, 3))
    assert (reminder.months if reminder else None) == months
