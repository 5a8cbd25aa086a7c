"""What is asked of somebody in a year, at, under and over it (ED-01, ED-02, ED-12)."""

from datetime import date

import pytest

from activities.rules.study_target import Asked, NewSecretary, Target, band_of, months_over, target_of

ASKED = Asked()
M, C, N = False, True, None


@pytest.mark.parametrize(
    ("roles", "hours", "months"),
    [
        ([M] * 12, 32, 12),
        ([C] * 12, 56, 12),
        ([M] * 6 + [C] * 6, 44, 12),
        ([N] * 5 + [M] * 7, 19, 7),
        ([N] * 6 + [M] * 6, 16, 6),
        ([M] + [N] * 11, 3, 1),
        ([N] * 12, 0, 0),
    ],
)
def test_each_month_is_asked_by_what_somebody_was(roles, hours, months):
    found = target_of(roles, ASKED, over=12)

    assert (found.hours, found.months, found.by_now) == (hours, months, hours)


@pytest.mark.parametrize(("over", "by_now"), [(0, 0), (1, 3), (6, 16), (11, 30), (12, 32)])
def test_what_should_be_learned_by_now_follows_the_months_that_are_over(over, by_now):
    assert target_of([M] * 12, ASKED, over=over).by_now == by_now


@pytest.mark.parametrize(
    ("tenths", "band"),
    [(320, "done"), (321, "done"), (319, "on_way"), (160, "on_way"), (159, "behind"), (0, "behind")],
)
def test_three_words_say_how_far_somebody_is(tenths, band):
    assert band_of(tenths, Target(hours=32, by_now=16, months=12), is_exempt=False) == band


@pytest.mark.parametrize(("exempt", "months"), [(True, 12), (False, 0)])
def test_who_is_exempt_or_asked_for_nothing_is_not_judged(exempt, months):
    assert band_of(400, Target(hours=32, by_now=16, months=months), is_exempt=exempt) == "not_judged"


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 6, 30), 5),
        (date(2026, 7, 1), 6),
        (date(2026, 12, 31), 11),
        (date(2027, 1, 1), 12),
        (date(2025, 12, 31), 0),
    ],
)
def test_a_month_is_over_on_the_first_of_the_next(today, over):
    assert months_over(2026, today) == over


@pytest.mark.parametrize(
    ("since", "due"),
    [
        (date(2026, 1, 10), date(2026, 7, 10)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
    ],
)
def test_half_a_year_after_taking_office(since, due):
    assert NewSecretary(since, 6).due_on == due


@pytest.mark.parametrize(
    ("trained", "today", "met"),
    [
        (None, date(2026, 7, 10), None),
        (None, date(2026, 7, 11), False),
        (date(2026, 7, 10), date(2026, 7, 11), True),
        (date(2026, 7, 11), date(2026, 8, 1), False),
        (date(2026, 3, 1), date(2026, 4, 1), True),
    ],
)
def test_a_new_secretary_is_trained_in_time_or_late_or_may_still_be(trained, today, met):
    assert NewSecretary(date(2026, 1, 10), 6, trained).is_met(today) is met
