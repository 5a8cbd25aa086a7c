"""The time limits of developing members: at, just before and just after each of them (DV-02..DV-22, E-44)."""

from datetime import date, timedelta

import pytest

from branches.rules.calendar import work_calendar
from members.rules import development_limits as limits
from members.rules.development_limits import Limit

D = date


def _opens(limit: Limit, last_early: date, first: date) -> None:
    assert limit.is_early(last_early)
    assert not limit.is_early(first)


def _ends(limit: Limit, last: date, first_late: date) -> None:
    assert not limit.is_late(last)
    assert limit.is_late(first_late)


def test_nobody_applies_before_eighteen() -> None:
    _opens(limits.applies_from(D(2008, 6, 18)), D(2026, 6, 17), D(2026, 6, 18))


def test_who_was_born_on_a_leap_day_applies_from_the_last_of_february() -> None:
    _opens(limits.applies_from(D(2008, 2, 29)), D(2026, 2, 27), D(2026, 2, 28))


@pytest.mark.parametrize(
    ("applied", "last", "late"),
    [
        (D(2026, 3, 15), D(2026, 4, 15), D(2026, 4, 16)),
        (D(2026, 1, 31), D(2026, 2, 28), D(2026, 3, 1)),
        (D(2028, 1, 31), D(2028, 2, 29), D(2028, 3, 1)),
        (D(2026, 12, 31), D(2027, 1, 31), D(2027, 2, 1)),
    ],
)
def test_the_talk_comes_within_a_month(applied: date, last: date, late: date) -> None:
    _ends(limits.talk_by(applied), last, late)


@pytest.mark.parametrize(
    ("months", "last_early", "first"),
    [
        (0, D(2026, 3, 14), D(2026, 3, 15)),
        (3, D(2026, 6, 14), D(2026, 6, 15)),
        (6, D(2026, 9, 14), D(2026, 9, 15)),
    ],
)
def test_an_activist_waits_as_long_as_the_committee_says(months: int, last_early: date, first: date) -> None:
    _opens(limits.activist_from(D(2026, 3, 15), months), last_early, first)


def test_an_activist_is_looked_at_every_half_year() -> None:
    _ends(limits.next_review(D(2026, 8, 31)), D(2027, 2, 28), D(2027, 3, 1))


def test_thoughts_are_reported_each_quarter() -> None:
    _ends(limits.next_thought_report(D(2026, 11, 30), 3), D(2027, 2, 28), D(2027, 3, 1))


@pytest.mark.parametrize(
    ("earlier", "last_early", "first"),
    [
        (0, D(2027, 3, 14), D(2027, 3, 15)),
        (5, D(2026, 10, 14), D(2026, 10, 15)),
        (12, D(2026, 3, 14), D(2026, 3, 15)),
        (20, D(2026, 3, 14), D(2026, 3, 15)),
    ],
)
def test_a_candidate_was_cultivated_for_a_year(earlier: int, last_early: date, first: date) -> None:
    _opens(limits.candidate_from(D(2026, 3, 15), earlier_months=earlier), last_early, first)


def test_a_year_from_a_leap_day_is_full_on_the_last_of_february() -> None:
    _opens(limits.candidate_from(D(2028, 2, 29)), D(2029, 2, 27), D(2029, 2, 28))


def test_a_political_review_is_good_for_a_year() -> None:
    _ends(limits.political_review_until(D(2026, 5, 6)), D(2027, 5, 6), D(2027, 5, 7))


@pytest.mark.parametrize(
    ("days", "hours", "enough"), [(3, 0, True), (2, 23, False), (2, 24, True), (0, 24, True), (0, 23, False)]
)
def test_training_is_three_days_or_twenty_four_hours(days: int, hours: int, enough: bool) -> None:
    assert limits.training_is_enough(days, hours) is enough


@pytest.mark.parametrize(
    ("leaving", "soon"),
    [(None, False), (D(2026, 8, 1), True), (D(2026, 8, 2), False), (D(2026, 5, 2), True)],
)
def test_who_leaves_within_three_months_is_not_admitted_here(leaving: date | None, soon: bool) -> None:
    assert limits.leaves_soon(D(2026, 5, 1), leaving) is soon


@pytest.mark.parametrize(
    ("first", "workdays", "last_early", "opens"),
    [
        (D(2026, 6, 8), 5, D(2026, 6, 15), D(2026, 6, 16)),  # Monday to Monday: the weekend does not count
        (D(2026, 6, 15), 5, D(2026, 6, 23), D(2026, 6, 24)),  # 端午 19—21 June do not count
        (
            D(2026, 9, 28),
            5,
            D(2026, 10, 10),
            D(2026, 10, 11),
        ),  # 国庆, and the working Saturday 10 October counts
    ],
)
def test_public_notice_counts_working_days(first: date, workdays: int, last_early: date, opens: date) -> None:
    _opens(limits.publicity_until(first, workdays, work_calendar()), last_early, opens)


def test_the_meeting_follows_the_preview_within_thirty_days() -> None:
    _ends(limits.meeting_by(D(2026, 4, 1), 30), D(2026, 5, 1), D(2026, 5, 2))


@pytest.mark.parametrize(
    ("special", "last", "late"),
    [(False, D(2026, 2, 28), D(2026, 3, 1)), (True, D(2026, 5, 30), D(2026, 5, 31))],
)
def test_the_superior_decides_within_three_months_or_six(special: bool, last: date, late: date) -> None:
    _ends(limits.approval_by(D(2025, 11, 30), special=special), last, late)


@pytest.mark.parametrize(
    ("meeting", "extended", "until"),
    [
        (D(2025, 6, 18), 0, D(2026, 6, 18)),
        (D(2025, 2, 28), 0, D(2026, 2, 28)),
        (D(2024, 2, 29), 0, D(2025, 2, 28)),
        (D(2024, 2, 29), 6, D(2025, 8, 29)),
        (D(2025, 8, 31), 6, D(2027, 2, 28)),
        (D(2025, 6, 18), 12, D(2027, 6, 18)),
    ],
)
def test_probation_lasts_a_year_from_the_meeting(meeting: date, extended: int, until: date) -> None:
    assert limits.probation_until(meeting, extended_months=extended) == until


@pytest.mark.parametrize(
    ("months", "before", "allowed"),
    [(5, False, False), (6, False, True), (12, False, True), (13, False, False), (6, True, False)],
)
def test_probation_is_extended_once_by_half_a_year_to_a_year(
    months: int, before: bool, allowed: bool
) -> None:
    assert (limits.extension_is_allowed(months, extended_before=before) == "") is allowed


def test_probation_is_looked_at_each_quarter() -> None:
    assert limits.probation_reviews(D(2025, 11, 30)) == (
        D(2026, 2, 28),
        D(2026, 5, 30),
        D(2026, 8, 30),
        D(2026, 11, 30),
    )
    assert len(limits.probation_reviews(D(2025, 11, 30), extended_months=6)) == 6


def test_the_reminder_comes_thirty_days_before_the_end() -> None:
    _opens(limits.conversion_reminder(D(2025, 6, 18)), D(2026, 5, 18), D(2026, 5, 19))


def test_the_meeting_on_conversion_is_not_early_and_at_most_half_a_year_late() -> None:
    limit = limits.conversion_meeting(D(2026, 8, 31))
    _opens(limit, D(2026, 8, 30), D(2026, 8, 31))
    _ends(limit, D(2027, 2, 28), D(2027, 3, 1))


# E-44: the meeting, the day probation is full, the first day of the reminder, the last day of discussing.
MONTH_ENDS = [
    (D(2023, 2, 28), D(2024, 2, 28), D(2024, 1, 29), D(2024, 8, 28)),
    (D(2024, 2, 28), D(2025, 2, 28), D(2025, 1, 29), D(2025, 8, 28)),
    (D(2024, 2, 29), D(2025, 2, 28), D(2025, 1, 29), D(2025, 8, 28)),
    (D(2025, 2, 28), D(2026, 2, 28), D(2026, 1, 29), D(2026, 8, 28)),
    (D(2024, 3, 1), D(2025, 3, 1), D(2025, 1, 30), D(2025, 9, 1)),
    (D(2023, 3, 1), D(2024, 3, 1), D(2024, 1, 31), D(2024, 9, 1)),
    (D(2026, 8, 31), D(2027, 8, 31), D(2027, 8, 1), D(2028, 2, 29)),
    (D(2025, 8, 31), D(2026, 8, 31), D(2026, 8, 1), D(2027, 2, 28)),
    (D(2025, 12, 31), D(2026, 12, 31), D(2026, 12, 1), D(2027, 6, 30)),
]


@pytest.mark.parametrize(("meeting", "until", "reminder", "last"), MONTH_ENDS)
def test_probation_over_leap_days_and_the_ends_of_months(
    meeting: date, until: date, reminder: date, last: date
) -> None:
    assert limits.probation_until(meeting) == until
    remind, discuss = limits.conversion_reminder(meeting), limits.conversion_meeting(until)
    _opens(remind, reminder - timedelta(days=1), reminder)
    _ends(remind, until, until + timedelta(days=1))
    _opens(discuss, until - timedelta(days=1), until)
    _ends(discuss, last, last + timedelta(days=1))
    assert limits.probation_reviews(meeting)[-1] == until


@pytest.mark.parametrize(
    ("meeting", "quarters"),
    [
        (D(2024, 2, 29), (D(2024, 5, 29), D(2024, 8, 29), D(2024, 11, 29), D(2025, 2, 28))),
        (D(2027, 8, 31), (D(2027, 11, 30), D(2028, 2, 29), D(2028, 5, 31), D(2028, 8, 31))),
    ],
)
def test_a_quarter_is_counted_from_the_meeting_and_not_from_the_quarter_before(
    meeting: date, quarters: tuple[date, ...]
) -> None:
    """Step by step the 31st would become the 30th, then the 29th, and stay there."""
    assert limits.probation_reviews(meeting) == quarters


@pytest.mark.parametrize(
    ("day", "talk", "review", "report", "answer"),
    [
        (D(2027, 8, 31), D(2027, 9, 30), D(2028, 2, 29), D(2027, 11, 30), D(2027, 11, 30)),
        (D(2026, 8, 31), D(2026, 9, 30), D(2027, 2, 28), D(2026, 11, 30), D(2026, 11, 30)),
        (D(2027, 11, 30), D(2027, 12, 30), D(2028, 5, 30), D(2028, 2, 29), D(2028, 2, 29)),
        (D(2028, 2, 29), D(2028, 3, 29), D(2028, 8, 29), D(2028, 5, 29), D(2028, 5, 29)),
        (D(2028, 1, 31), D(2028, 2, 29), D(2028, 7, 31), D(2028, 4, 30), D(2028, 4, 30)),
    ],
)
def test_month_and_half_year_and_quarter_end_on_the_same_day_or_the_last(
    day: date, talk: date, review: date, report: date, answer: date
) -> None:
    for limit, last in (
        (limits.talk_by(day), talk),
        (limits.next_review(day), review),
        (limits.next_thought_report(day, 3), report),
        (limits.approval_by(day), answer),
        (limits.conversion_approval_by(day), answer),
    ):
        _ends(limit, last, last + timedelta(days=1))
