"""Which days are not covered yet (MEM-16, E-10): at, just under and just over the edges."""

from datetime import date

import pytest

from members.rules.covering import pieces, uncovered
from members.services.exempting import latest_end

D = date
JUNE = (D(2026, 6, 1), D(2026, 6, 30))


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], [JUNE]),
        ([JUNE], []),
        ([(D(2026, 5, 1), D(2026, 5, 31))], [JUNE]),
        ([(D(2026, 5, 1), D(2026, 6, 1))], [(D(2026, 6, 2), D(2026, 6, 30))]),
        (
            [(D(2026, 6, 2), D(2026, 6, 29))],
            [(D(2026, 6, 1), D(2026, 6, 1)), (D(2026, 6, 30), D(2026, 6, 30))],
        ),
        (
            [(D(2026, 6, 10), D(2026, 6, 12)), (D(2026, 6, 1), D(2026, 6, 20))],
            [(D(2026, 6, 21), D(2026, 6, 30))],
        ),
        ([(D(2026, 6, 30), D(2026, 7, 9))], [(D(2026, 6, 1), D(2026, 6, 29))]),
        ([(D(2026, 7, 1), D(2026, 7, 9))], [JUNE]),
    ],
)
def test_the_free_days_are_those_that_no_exemption_reaches(taken, free):
    assert uncovered(*JUNE, taken) == free


@pytest.mark.parametrize(
    ("last", "parts"),
    [(D(2026, 12, 31), 1), (D(2027, 1, 1), 2), (D(2027, 12, 31), 2), (D(2028, 1, 1), 3)],
)
def test_no_piece_is_longer_than_one_approval_may_be(last, parts):
    found = pieces((D(2026, 1, 1), last), lambda day: latest_end(day, 12))

    assert len(found) == parts
    assert (found[0][0], found[-1][1]) == (D(2026, 1, 1), last)
