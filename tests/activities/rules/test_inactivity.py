"""MEM-14: three, five and six months; what starts the count anew."""

from datetime import date

import pytest

from activities.rules.inactivity import Mark, Reason, silence

JOINED, CAME = date(2020, 1, 1), date(2026, 1, 10)
MISSED = [Mark(date(2026, month, 12)) for month in range(2, 8)]


def alert(today, marks=(), reasons=()):
    return silence([Mark(CAME, took_part=True), *MISSED, *marks], reasons, joined=JOINED, today=today).alert


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (date(2026, 4, 9), 0),
        (date(2026, 4, 10), 3),
        (date(2026, 6, 9), 3),
        (date(2026, 6, 10), 5),
        (date(2026, 7, 9), 5),
        (date(2026, 7, 10), 6),
        (date(2026, 9, 1), 6),
    ],
)
def test_the_bells_ring_at_three_five_and_six_months(today, rung):
    assert alert(today) == rung


@pytest.mark.parametrize(
    "mark", [Mark(date(2026, 6, 1), took_part=True), Mark(date(2026, 6, 1), excused=True)]
)
def test_taking_part_or_leave_starts_it_anew(mark):
    assert alert(date(2026, 7, 10), [mark]) == 0


@pytest.mark.parametrize(
    ("reason", "rung"),
    [
        (Reason(date(2026, 3, 1), None), 0),
        (Reason(date(2026, 3, 1), date(2026, 7, 10)), 0),
        (Reason(date(2026, 3, 1), date(2026, 4, 10)), 3),
        (Reason(date(2025, 3, 1), date(2025, 4, 10)), 6),
        (Reason(date(2026, 8, 1), None), 6),
    ],
)
def test_a_known_reason_stops_it_and_it_begins_anew_when_the_reason_ends(reason, rung):
    assert alert(date(2026, 7, 10), reasons=[reason]) == rung


def test_a_branch_that_held_nothing_accuses_nobody():
    quiet = silence([Mark(CAME, took_part=True)], [], joined=JOINED, today=date(2026, 12, 1))

    assert (quiet.months, quiet.alert) == (10, 0)


def test_before_somebody_belonged_to_the_branch_nothing_counts():
    assert silence(MISSED, [], joined=date(2026, 6, 1), today=date(2026, 7, 20)).alert == 0
