"""How long a decision limits somebody: the last day and the day after, by each kind (E-52, MEM-02)."""

from datetime import date

import pytest

from members.rules.discipline_effect import Effect

D = date
SINCE = D(2026, 1, 10)


@pytest.mark.parametrize(
    ("kind", "until", "lifted_on", "last"),
    [
        ("warning", None, None, D(2027, 1, 10)),
        ("serious_warning", None, None, D(2027, 7, 10)),
        ("dismissed", None, None, D(2028, 1, 10)),
        ("dismissed", None, D(2026, 3, 1), D(2026, 2, 28)),  # annulled: of no effect any more
        ("warning", D(2026, 7, 10), None, D(2026, 7, 10)),  # as the paper says
        ("probation", D(2027, 1, 10), None, D(2029, 1, 11)),  # two years from the day the rights came back
        ("probation", D(2027, 1, 10), D(2026, 12, 1), D(2028, 12, 1)),
        ("probation", D(2028, 2, 28), None, D(2030, 2, 28)),  # back on 29 February
        ("detained", None, D(2026, 4, 1), D(2026, 3, 31)),
        ("detained", D(2026, 4, 10), None, D(2026, 4, 10)),
    ],
)
def test_the_last_day_counts_and_the_next_does_not(kind, until, lifted_on, last):
    effect = Effect(kind, SINCE, until, lifted_on)

    assert effect.last_day == last
    assert effect.lasts_on(last)
    assert not effect.lasts_on(date.fromordinal(last.toordinal() + 1))
    assert effect.lasts_on(SINCE)
    assert not effect.lasts_on(D(2026, 1, 9))


def test_a_detention_without_an_end_lasts_until_a_paper_lifts_it():
    assert Effect("detained", SINCE).last_day is None
    assert Effect("detained", SINCE).lasts_on(D(2040, 1, 1))


def test_a_warning_on_a_leap_day_ends_on_the_last_of_february():
    assert Effect("warning", D(2028, 2, 29)).last_day == D(2029, 2, 28)
