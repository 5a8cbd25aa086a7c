"""The dates of joining and the fifty years, by the rules of each time (MEM-04, MEM-05, CA-05)."""

from datetime import date

import pytest

from members.rules.party_age import is_due, party_age, semicentennial, suggest

D = date


@pytest.mark.parametrize(
    ("meeting", "approved", "joined", "counts"),
    [
        (D(1956, 9, 14), D(1956, 12, 1), None, None),  # before the rules known
        (D(1956, 9, 15), D(1956, 12, 1), D(1956, 9, 15), D(1957, 9, 15)),
        (D(1969, 3, 31), D(1969, 3, 31), D(1969, 3, 31), D(1970, 3, 31)),
        (D(1969, 4, 1), D(1969, 6, 1), D(1969, 6, 1), D(1969, 6, 1)),  # no probation: approval decides both
        (D(1976, 5, 20), D(1976, 7, 1), D(1976, 7, 1), D(1976, 7, 1)),
        (D(1977, 6, 1), D(1977, 8, 11), D(1977, 8, 11), D(1977, 8, 11)),
        (D(1977, 8, 1), D(1977, 8, 12), D(1977, 8, 12), D(1978, 8, 12)),
        (D(1982, 8, 1), D(1982, 9, 5), D(1982, 9, 5), D(1983, 9, 5)),
        (D(1982, 9, 6), D(1982, 12, 1), D(1982, 9, 6), D(1983, 9, 6)),
        (D(2024, 2, 29), D(2024, 5, 1), D(2024, 2, 29), D(2025, 2, 28)),  # CAL-05
        (D(2025, 2, 28), None, D(2025, 2, 28), D(2026, 2, 28)),
        (None, D(1990, 1, 1), None, None),  # the meeting decides, and nobody knows it
    ],
)
def test_the_rules_of_the_time_say_when_somebody_joined(
    meeting: date | None, approved: date | None, joined: date | None, counts: date | None
) -> None:
    found = suggest(meeting=meeting, approved=approved)
    assert (found.joined_on if found else None) == joined
    assert (found.counts_from if found else None) == counts


def test_an_extension_moves_the_years_not_the_joining() -> None:
    found = suggest(meeting=D(2020, 3, 1), extended_months=6)
    assert found is not None
    assert (found.joined_on, found.counts_from) == (D(2020, 3, 1), D(2021, 9, 1))
    assert "预备期延长6个月" in found.reason


@pytest.mark.parametrize(
    ("approved", "is_doubtful"),
    [(D(1977, 7, 20), False), (D(1977, 8, 1), True), (D(1977, 8, 18), True), (D(1977, 8, 19), False)],
)
def test_near_the_change_of_the_rules_a_person_looks_twice(approved: date, is_doubtful: bool) -> None:
    found = suggest(approved=approved)
    assert found is not None
    assert bool(found.doubt) is is_doubtful


def test_a_meeting_in_one_time_and_an_approval_in_the_next_is_doubtful() -> None:
    found = suggest(meeting=D(1977, 1, 5), approved=D(1978, 1, 5))
    assert found is not None
    assert "两个时期" in found.doubt


@pytest.mark.parametrize(
    ("counts_from", "year", "due"),
    [
        (D(1976, 7, 1), 2026, True),
        (D(1976, 7, 2), 2026, False),
        (D(1977, 7, 1), 2027, True),
        (D(1977, 8, 11), 2027, False),
        (D(1977, 8, 11), 2028, True),
        (D(1978, 8, 12), 2028, False),
        (D(1978, 8, 12), 2029, True),  # the first of those with a year of probation again
    ],
)
def test_fifty_years_are_full_by_the_first_of_july(counts_from: date, year: int, due: bool) -> None:
    assert is_due(counts_from, year) is due


def test_fifty_years_from_a_leap_day_are_full_on_the_last_of_february() -> None:
    assert semicentennial(D(1976, 2, 29)) == D(2026, 2, 28)


@pytest.mark.parametrize(
    ("counts_from", "on", "years"),
    [
        (None, D(2026, 1, 1), None),
        (D(2026, 1, 2), D(2026, 1, 1), None),
        (D(2025, 1, 2), D(2026, 1, 1), 0),
        (D(2025, 1, 1), D(2026, 1, 1), 1),
        (D(2024, 2, 29), D(2025, 2, 28), 1),
    ],
)
def test_years_in_the_party_are_whole_years(counts_from: date | None, on: date, years: int | None) -> None:
    assert party_age(counts_from, on) == years
