"""PD-03, CAL-02, CAL-03: the fixed day and the dates it makes of a year."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branches.rules.calendar import work_calendar
from branches.rules.day_rule import SHIFTS, DayRule, propose_year

CALENDAR = work_calendar()
FIRST_FRIDAY = DayRule("nth_weekday", n=1, weekday=4, start=time(19, 30), end=time(20, 30))
THIRD_THURSDAY = DayRule("nth_weekday", n=3, weekday=3)
RULES = st.builds(
    DayRule,
    kind=st.sampled_from(["nth_weekday", "last_weekday", "day_of_month", "manual"]),
    n=st.integers(1, 4),
    weekday=st.integers(0, 6),
    day=st.integers(1, 31),
)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (FIRST_FRIDAY, "每月第一个星期五 19:30—20:30"),
        (THIRD_THURSDAY, "每月第三个星期四 14:00—17:30"),
        (DayRule("last_weekday", weekday=4), "每月最后一个星期五 14:00—17:30"),
        (DayRule("day_of_month", day=5), "每月5日 14:00—17:30"),
        (DayRule("manual"), "日期逐月另定 14:00—17:30"),
    ],
)
def test_a_rule_describes_itself(rule: DayRule, text: str):
    assert rule.describe() == text


@pytest.mark.parametrize(
    ("rule", "month", "day"),
    [
        (FIRST_FRIDAY, 1, date(2026, 1, 2)),
        (THIRD_THURSDAY, 2, date(2026, 2, 19)),
        (DayRule("last_weekday", weekday=4), 9, date(2026, 9, 25)),
        (DayRule("day_of_month", day=31), 2, date(2026, 2, 28)),
        (DayRule("manual"), 2, None),
    ],
)
def test_the_day_of_a_month(rule: DayRule, month: int, day: date | None):
    assert rule.date_in(2026, month) == day


@given(RULES)
def test_a_rule_survives_storage(rule: DayRule):
    stored = DayRule.from_json(rule.to_json())

    assert stored.describe() == rule.describe()
    assert stored.dates(2026) == rule.dates(2026)


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "yearly"},
        {"n": 5},
        {"weekday": 7},
        {"kind": "day_of_month", "day": 0},
        {"start": "25:00"},
        {"start": "晚上"},
        {"n": None},
    ],
)
def test_a_wrong_rule_is_refused_in_chinese(data: dict[str, object]):
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        DayRule.from_json(data)


def test_the_third_thursday_of_2026_only_leaves_the_spring_festival():
    year = propose_year(THIRD_THURSDAY, 2026, CALENDAR)

    [moved] = [day for day in year if day.is_moved]
    assert (moved.month, moved.original, moved.date) == (2, date(2026, 2, 19), date(2026, 2, 24))
    assert moved.reasons == ("19日在春节假内，顺延到节后首个工作日",)
    assert [day.date.day for day in year if day.date] == [15, 24, 19, 16, 21, 18, 16, 20, 17, 15, 19, 17]


def test_first_fridays_on_holidays_move_to_the_first_ordinary_workday():
    moved = {day.month: day for day in propose_year(FIRST_FRIDAY, 2026, CALENDAR) if day.is_moved}

    assert {month: day.date for month, day in moved.items()} == {
        1: date(2026, 1, 5),
        5: date(2026, 5, 6),
        10: date(2026, 10, 8),
    }
    assert moved[1].reasons == ("2日在元旦假内，顺延到5日（中间的调休上班日不安排）",)


def test_a_makeup_sunday_is_taken_only_when_the_branch_allows_it():
    january = propose_year(FIRST_FRIDAY, 2026, CALENDAR, allow_makeup_weekend=True)[0]

    assert january.date == date(2026, 1, 4)


def test_a_day_that_would_leave_the_month_is_moved_forward_instead():
    january = propose_year(DayRule("day_of_month", day=31), 2026, CALENDAR)[0]

    assert (january.original, january.date) == (date(2026, 1, 31), date(2026, 1, 30))
    assert january.reasons == ("31日是周末，顺延会到下个月，提前到30日",)


def test_moving_back_and_moving_by_hand():
    back = propose_year(THIRD_THURSDAY, 2026, CALENDAR, "prev_workday")[1]
    by_hand = propose_year(THIRD_THURSDAY, 2026, CALENDAR, "manual")[1]

    assert back.date == date(2026, 2, 13)
    assert back.reasons == ("19日在春节假内，提前到13日（中间的调休上班日不安排）",)
    assert (by_hand.date, by_hand.reasons) == (None, ("19日在春节假内，请另定日期",))


def test_exempt_months_have_no_date():
    year = propose_year(THIRD_THURSDAY, 2026, CALENDAR, exempt_months={2, 8})

    assert [day.month for day in year if day.date is None] == [2, 8]


def test_a_branch_that_chose_saturday_keeps_its_saturdays():
    year = propose_year(DayRule("nth_weekday", n=2, weekday=5), 2026, CALENDAR)

    assert year[2].date == date(2026, 3, 14)
    assert year[1].date == date(2026, 2, 24)  # 2月14日 is a working Saturday


@given(RULES, st.integers(1990, 2100), st.sampled_from(sorted(SHIFTS)), st.booleans())
def test_a_proposed_day_stays_in_its_month_and_off_every_holiday(rule, year, shift, allow):
    for proposed in propose_year(rule, year, CALENDAR, shift, allow):
        if proposed.date is None:
            assert proposed.reasons
            continue
        assert (proposed.date.year, proposed.date.month) == (year, proposed.month)
        assert not CALENDAR.is_statutory_holiday(proposed.date)
        assert bool(proposed.reasons) == proposed.is_moved
