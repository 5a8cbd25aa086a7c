"""N23, E-74, E-75: on which days of a month every rule can still be kept."""

from datetime import date

from branches.rules.calendar import work_calendar
from branches.rules.deadlines import days_to_choose_from, lawful_days

CALENDAR = work_calendar()


def test_lawful_days_of_the_spring_festival_month():
    days = [row.date.day for row in lawful_days(2026, 2, date(2026, 1, 20), 5, CALENDAR)]

    assert days == [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 24, 25, 26, 27]


def test_makeup_saturdays_count_when_the_branch_allows_them():
    days = [
        row.date.day
        for row in lawful_days(2026, 2, date(2026, 1, 20), 5, CALENDAR, allow_makeup_weekend=True)
    ]

    assert 14 in days
    assert 28 in days


def test_a_day_whose_notice_is_already_late_is_no_longer_lawful():
    by_day = {row.date.day: row for row in days_to_choose_from(2026, 6, date(2026, 6, 10), 5, CALENDAR)}

    assert by_day[15].is_lawful
    assert by_day[12].obstacles == ("预告最迟应在6月7日发出",)
    assert by_day[10].obstacles == ("就是今天",)
    assert by_day[9].obstacles == ("日期已过",)
    assert by_day[19].obstacles == ("端午节放假",)
    assert by_day[27].obstacles == ("周末",)
    assert by_day[15].notice_by.last_day == date(2026, 6, 10)


def test_makeup_days_are_named_as_such():
    by_day = {row.date.day: row for row in days_to_choose_from(2026, 9, date(2026, 8, 1), 5, CALENDAR)}

    assert by_day[20].obstacles == ("调休上班日",)
