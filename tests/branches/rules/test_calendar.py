"""CAL-01, CAL-02: the office's calendar, with and without a published year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branches.rules.calendar import DayOverride, days_from, is_weekend, span_text, work_calendar

CALENDAR = work_calendar()
ANY_DAY = st.dates(min_value=date(1950, 2, 1), max_value=date(2150, 11, 30))

NOTICE_2026 = [
    ("元旦", date(2026, 1, 1), date(2026, 1, 3)),
    ("春节", date(2026, 2, 15), date(2026, 2, 23)),
    ("清明节", date(2026, 4, 4), date(2026, 4, 6)),
    ("劳动节", date(2026, 5, 1), date(2026, 5, 5)),
    ("端午节", date(2026, 6, 19), date(2026, 6, 21)),
    ("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    ("国庆节", date(2026, 10, 1), date(2026, 10, 7)),
]
MAKEUP_2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]


@pytest.mark.parametrize(("name", "first", "last"), NOTICE_2026)
def test_every_day_of_a_2026_holiday_is_off_and_named(name: str, first: date, last: date):
    for day in days_from(first, last):
        assert CALENDAR.is_statutory_holiday(day)
        assert not CALENDAR.is_workday(day)
        assert CALENDAR.name(day) == name


def test_2026_has_exactly_the_holidays_and_makeup_days_of_the_notice():
    year = days_from(date(2026, 1, 1), date(2026, 12, 31))
    off = [day for _, first, last in NOTICE_2026 for day in days_from(first, last)]

    assert [day for day in year if CALENDAR.is_statutory_holiday(day)] == off
    assert [day for day in year if CALENDAR.is_makeup_workday(day)] == [
        date(2026, m, d) for m, d in MAKEUP_2026
    ]


@pytest.mark.parametrize("day", [date(2026, 1, 2), date(2026, 5, 1), date(2026, 10, 2), date(2026, 9, 25)])
def test_fixed_fridays_of_2026_that_fall_on_holidays(day: date):
    assert day.weekday() == 4
    assert CALENDAR.is_statutory_holiday(day)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 6, 18), 1, date(2026, 6, 22)),
        (date(2026, 6, 18), 0, date(2026, 6, 18)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 30), 2, date(2026, 10, 9)),
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
    ],
)
def test_counting_workdays_skips_holidays_and_takes_makeup_days(start: date, count: int, expected: date):
    assert CALENDAR.add_workdays(start, count) == expected


def test_a_year_without_a_notice_has_its_statutory_days_and_weekends():
    assert not CALENDAR.knows(2027)
    assert CALENDAR.knows(2026)
    assert CALENDAR.name(date(2027, 2, 6)) == "春节"
    assert not CALENDAR.is_workday(date(2027, 10, 1))
    assert CALENDAR.is_workday(date(2027, 10, 8))
    assert not CALENDAR.is_workday(date(2027, 10, 9))


def test_an_entered_day_wins_over_the_package():
    calendar = work_calendar({date(2026, 11, 23): DayOverride(is_workday=False, name="校庆")})

    assert not calendar.is_workday(date(2026, 11, 23))
    assert calendar.name(date(2026, 11, 23)) == "校庆"
    assert calendar.next_workday(date(2026, 11, 20)) == date(2026, 11, 24)


def test_an_entered_notice_makes_the_year_known_and_one_corrected_day_does_not():
    holiday = {date(2027, 10, 8): DayOverride(is_workday=False, name="国庆节")}
    makeup = {date(2027, 10, 9): DayOverride(is_workday=True, name="国庆节")}

    assert not work_calendar(holiday).knows(2027)
    assert not work_calendar(makeup).knows(2027)
    assert work_calendar(holiday | makeup).knows(2027)
    assert work_calendar(holiday | makeup).is_makeup_workday(date(2027, 10, 9))
    assert not work_calendar(holiday | makeup).is_statutory_holiday(date(2027, 10, 9))
    assert work_calendar(complete_years=[2027]).knows(2027)


def test_holidays_of_a_month_for_the_plan_card():
    [holiday] = CALENDAR.holidays_in_month(2026, 6)

    assert holiday.text == "19—21日端午放假"
    assert holiday.with_month == "6月19—21日端午放假"
    assert [row.text for row in CALENDAR.holidays_in_month(2026, 10)] == ["1—7日国庆放假"]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 6, 19), date(2026, 6, 21), "6月19—21日"),
        (date(2026, 1, 31), date(2026, 2, 2), "1月31日—2月2日"),
        (date(2026, 6, 9), date(2026, 6, 9), "6月9日"),
    ],
)
def test_spans_of_days_in_words(first: date, last: date, text: str):
    assert span_text(first, last) == text


@given(ANY_DAY)
def test_next_and_previous_are_the_nearest_workdays(day: date):
    following, preceding = CALENDAR.next_workday(day), CALENDAR.previous_workday(day)

    assert preceding < day < following
    assert CALENDAR.is_workday(following)
    assert CALENDAR.is_workday(preceding)
    assert not any(
        CALENDAR.is_workday(d) for d in days_from(day + timedelta(days=1), following - timedelta(days=1))
    )
    assert not any(
        CALENDAR.is_workday(d) for d in days_from(preceding + timedelta(days=1), day - timedelta(days=1))
    )


@given(ANY_DAY, st.integers(min_value=0, max_value=30))
def test_added_workdays_are_counted_back_again(day: date, count: int):
    assert CALENDAR.workdays_between(day, CALENDAR.add_workdays(day, count)) == count


@given(ANY_DAY)
def test_a_day_is_worked_off_or_weekend_and_never_two_of_them(day: date):
    assert not (CALENDAR.is_workday(day) and CALENDAR.is_statutory_holiday(day))
    if not is_weekend(day) and not CALENDAR.is_statutory_holiday(day):
        assert CALENDAR.is_workday(day)


def test_a_day_off_without_a_name_is_still_not_a_weekend():
    calendar = work_calendar({date(2026, 11, 23): DayOverride(is_workday=False)})

    assert calendar.is_statutory_holiday(date(2026, 11, 23))
    assert calendar.closed_days_around(date(2026, 11, 23)).with_month == "11月23日节假日放假"
