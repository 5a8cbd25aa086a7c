"""Months, arrears in a row (MEM-14: 3, 5, 6), and from when a new amount may hold (DU-11, E-56..E-59)."""

from datetime import date
from decimal import Decimal

import pytest

from branches.rules.calendar import work_calendar
from branches.rules.fixed_day import DayRule
from members.rules.dues_arrears import standing
from members.rules.dues_changes import Change, is_far, refusal
from members.rules.dues_day import dues_day
from members.rules.dues_months import later, months_until, quarter_end, read_month, span_text

JUNE = date(2026, 6, 1)


def back(months: int) -> list[date]:
    return [later(JUNE, -offset) for offset in range(months)]


@pytest.mark.parametrize(
    ("months", "alert"), [(0, 0), (2, 0), (3, 3), (4, 3), (5, 5), (6, 6), (7, 6), (12, 6)]
)
def test_the_bells_ring_at_three_five_and_six_months(months, alert):
    """MEM-14, DU-16."""
    found = standing(back(months), [], JUNE)

    assert (found.running, found.alert) == (months, alert)


@pytest.mark.parametrize(("excused", "running"), [(0, 0), (1, 1), (3, 3), (5, 5), (6, 6)])
def test_a_known_reason_stops_the_count(excused, running):
    assert standing(back(6), [later(JUNE, -excused)], JUNE).running == running


def test_a_paid_month_in_between_begins_the_count_anew():
    unpaid = [month for month in back(6) if month != date(2026, 4, 1)]

    assert standing(unpaid, [], JUNE).running == 2


def test_the_last_month_paid_means_nothing_runs():
    assert standing(back(6)[1:], [], JUNE).running == 0


def change(**facts: object) -> Change:
    plain: dict[str, object] = {
        "kind": "employed",
        "since": date(2026, 7, 1),
        "reason": "7月工资调整",
        "today": date(2026, 6, 18),
        "joined_on": date(2010, 6, 1),
        "assess_month": 1,
        "policy": "with_reason",
        "before_kind": "employed",
        "before_since": date(2026, 1, 1),
    }
    return Change(**{**plain, **facts})


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, None),
        ({"reason": " "}, "reason"),
        ({"policy": "never"}, "since"),
        ({"policy": "new_wage", "reason": ""}, None),
        ({"policy": "never", "kind": "retired"}, None),
        ({"policy": "never", "since": date(2027, 1, 1)}, None),
        ({"policy": "never", "kind": "annual_salary", "before_kind": "annual_salary"}, None),
        ({"policy": "never", "assess_month": 7}, None),
        ({"since": date(2010, 6, 1), "before_kind": None, "before_since": None}, None),
        ({"since": date(2010, 5, 1), "before_kind": None, "before_since": None}, "since"),
        ({"since": date(2025, 12, 1)}, "since"),
        ({"since": date(2027, 6, 1)}, None),
        ({"since": date(2027, 7, 1)}, "since"),
    ],
)
def test_from_when_a_new_amount_may_hold(facts, field):
    """DU-06, DU-11, E-56..E-59."""
    found = refusal(change(**facts))

    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("base", "before", "far"),
    [
        ("9000", "3000", False),
        ("9000.01", "3000", True),
        ("1000", "3000", False),
        ("999.99", "3000", True),
        ("0", "3000", False),
    ],
)
def test_a_base_three_times_as_much_or_a_third_is_looked_at(base, before, far):
    assert is_far(Decimal(base), Decimal(before)) is far


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([], ""),
        ([date(2026, 10, 1)], "2026年10月"),
        ([date(2026, 10, 1), date(2026, 11, 1)], "2026年10月、11月"),
        ([date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)], "2026年10月至12月"),
        ([date(2026, 3, 1), date(2026, 5, 1)], "2026年3月、5月"),
        ([date(2025, 12, 1), date(2026, 1, 1)], "2025年12月、2026年1月"),
        (list(months_until(date(2025, 11, 1), date(2026, 1, 1))), "2025年11月至2026年1月"),
    ],
)
def test_months_are_said_as_people_say_them(months, said):
    assert span_text(months) == said


FIRST_FRIDAY = DayRule("nth_weekday", n=1, weekday=4)


@pytest.mark.parametrize(
    ("month", "choice", "rule", "text"),
    [
        (date(2026, 6, 1), "fixed_day", FIRST_FRIDAY, "6月1日（每月党费日），收到6月30日为止"),
        (date(2026, 8, 1), "fixed_day", FIRST_FRIDAY, "8月3日（每月党费日），收到8月31日为止"),
        (date(2026, 10, 1), "fixed_day", FIRST_FRIDAY, "10月8日（每月党费日），收到10月31日为止"),
        (date(2026, 6, 1), "party_day", FIRST_FRIDAY, "6月5日（主题党日），收到6月30日为止"),
        (date(2026, 10, 1), "party_day", FIRST_FRIDAY, "10月8日（主题党日），收到10月31日为止"),
        (date(2026, 2, 1), "party_day", DayRule("manual"), "主题党日，收到2月28日为止"),
    ],
)
def test_the_day_of_the_dues_is_a_workday_and_the_month_its_grace(month, choice, rule, text):
    """DU-19: the first, a holiday later; or the Party day; taken to the end of the month."""
    assert dues_day(month, choice, rule, "next_workday", work_calendar()).text == text


def test_quarters_and_years_turn():
    assert [quarter_end(date(2026, month, 1)).month for month in range(1, 13)] == [
        3,
        3,
        3,
        6,
        6,
        6,
        9,
        9,
        9,
        12,
        12,
        12,
    ]
    assert later(date(2026, 12, 1)) == date(2027, 1, 1)
    assert later(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert read_month("2026-3") == date(2026, 3, 1)
