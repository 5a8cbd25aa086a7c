"""MEM-06, MEM-09, MEM-11..MEM-13: each limit the day before, on the day and the day after; leap years."""

from datetime import date

import pytest

from members.choices_away import AwayKind
from members.rules.away import AwayFacts, contact_is_near, hints, length_text, next_contact

FLOATING, ABROAD, LOST, GRADUATE = AwayKind.FLOATING, AwayKind.ABROAD, AwayKind.LOST, AwayKind.GRADUATE
BEGUN = date(2026, 1, 10)


def rules_of(facts, today, **limits):
    return [hint.rule for hint in hints(facts, today, **limits)]


@pytest.mark.parametrize(
    ("fixed", "today", "found"),
    [
        (True, date(2026, 7, 9), []),
        (True, date(2026, 7, 10), ["MEM-06"]),
        (True, date(2026, 7, 11), ["MEM-06"]),
        (False, date(2028, 7, 11), []),
    ],
)
def test_six_months_at_a_fixed_place_ask_for_a_transfer(fixed, today, found):
    assert rules_of(AwayFacts(FLOATING, BEGUN, fixed), today) == found


@pytest.mark.parametrize(("today", "found"), [(date(2027, 2, 27), []), (date(2027, 2, 28), ["MEM-06"])])
def test_six_months_from_the_end_of_august_end_with_february(today, found):
    assert rules_of(AwayFacts(FLOATING, date(2026, 8, 31), True), today) == found


@pytest.mark.parametrize(
    ("kind", "heard_on", "due"),
    [
        (FLOATING, None, date(2027, 1, 10)),
        (FLOATING, date(2026, 5, 31), date(2027, 5, 31)),
        (FLOATING, date(2025, 12, 1), date(2027, 1, 10)),
        (FLOATING, date(2028, 2, 29), date(2029, 2, 28)),
        (ABROAD, None, date(2026, 7, 10)),
        (ABROAD, date(2026, 8, 31), date(2027, 2, 28)),
        (LOST, date(2026, 5, 1), None),
        (GRADUATE, None, None),
    ],
)
def test_the_next_word_is_due_a_year_later_and_from_abroad_half_a_year(kind, heard_on, due):
    assert next_contact(AwayFacts(kind, BEGUN, heard_on=heard_on)) == due


@pytest.mark.parametrize(
    ("today", "near"), [(date(2026, 6, 25), False), (date(2026, 6, 26), True), (date(2026, 8, 1), True)]
)
def test_it_is_said_two_weeks_before(today, near):
    assert contact_is_near(AwayFacts(ABROAD, BEGUN), today) is near


@pytest.mark.parametrize(
    ("today", "found"),
    [(date(2031, 1, 9), []), (date(2031, 1, 10), []), (date(2031, 1, 11), ["MEM-12"])],
)
def test_more_than_five_years_abroad(today, found):
    assert rules_of(AwayFacts(ABROAD, BEGUN), today) == found


@pytest.mark.parametrize(("today", "found"), [(date(2026, 7, 9), []), (date(2026, 7, 10), ["MEM-13"])])
def test_six_months_out_of_contact(today, found):
    assert rules_of(AwayFacts(LOST, BEGUN), today) == found


@pytest.mark.parametrize(
    ("today", "said"), [(date(2028, 7, 31), False), (date(2028, 8, 1), True), (date(2028, 8, 2), True)]
)
def test_two_years_after_membership_was_stopped(today, said):
    found = hints(AwayFacts(LOST, BEGUN, stopped_on=date(2026, 8, 1)), today)

    assert [("两年" in hint.text) for hint in found] == ([True] if said else [])


@pytest.mark.parametrize(
    ("today", "count"),
    [
        (date(2027, 12, 29), 0),
        (date(2027, 12, 30), 1),
        (date(2028, 6, 29), 1),
        (date(2028, 6, 30), 2),
    ],
)
def test_graduates_after_eighteen_months_and_after_two_years(today, count):
    assert len(hints(AwayFacts(GRADUATE, date(2026, 6, 30)), today)) == count


def test_what_leads_to_a_decision_is_private():
    lost = hints(AwayFacts(LOST, BEGUN), date(2027, 1, 1))
    abroad = hints(AwayFacts(ABROAD, BEGUN), date(2032, 1, 1))

    assert all(hint.private for hint in (*lost, *abroad))
    assert not any(hint.private for hint in hints(AwayFacts(FLOATING, BEGUN, True), date(2027, 1, 1)))


@pytest.mark.parametrize(
    ("until", "text"),
    [
        (date(2026, 2, 9), "不到1个月"),
        (date(2026, 2, 10), "1个月"),
        (date(2027, 1, 10), "1年"),
        (date(2027, 7, 10), "1年6个月"),
    ],
)
def test_how_long_in_words(until, text):
    assert length_text(BEGUN, until) == text
