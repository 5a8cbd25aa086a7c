"""Half days, days, shares and hours of an event of several days, at the limits (PD-30, ED-03, E-25)."""

from datetime import date, datetime

import pytest

from activities.rules.sessions import (
    AM,
    DAY,
    HALF_DAY,
    ONCE,
    PM,
    HalfDay,
    half_day_of,
    half_days,
    session_at,
    sessions_of,
    share_of,
    spans_days,
)
from partywork.common.clock import OFFICE


def moment(day, hour, minute=0):
    return datetime(2026, 7, day, hour, minute, tzinfo=OFFICE)


@pytest.mark.parametrize(
    ("start", "end", "several"),
    [
        (moment(3, 14), moment(3, 18), False),
        (moment(3, 18), moment(4, 0), False),  # until 24:00
        (moment(3, 20), moment(4, 2), False),  # over midnight, one sitting
        (moment(3, 12), moment(4, 0), False),  # twelve hours, still that day
        (moment(3, 12, 1), moment(4, 0, 1), False),  # exactly twelve hours over midnight
        (moment(3, 12, 0), moment(4, 0, 1), True),  # a minute more
        (moment(3, 14), moment(4, 12), True),
        (moment(3, 9), moment(5, 17), True),
    ],
)
def test_when_an_event_is_one_of_several_days(start, end, several):
    assert spans_days(start, end) is several


@pytest.mark.parametrize(
    ("start", "end", "halves"),
    [
        (moment(3, 9), moment(4, 17), [(3, AM), (3, PM), (4, AM), (4, PM)]),
        (moment(3, 14), moment(4, 12), [(3, PM), (4, AM)]),  # ends at noon sharp
        (moment(3, 14), moment(4, 12, 1), [(3, PM), (4, AM), (4, PM)]),
        (moment(3, 12), moment(4, 9), [(3, PM), (4, AM)]),  # begins at noon sharp
        (moment(3, 11, 59), moment(4, 9), [(3, AM), (3, PM), (4, AM)]),
        (moment(3, 9), moment(5, 0), [(3, AM), (3, PM), (4, AM), (4, PM)]),  # until 24:00 of the 4th
        (moment(3, 9), moment(5, 0, 1), [(3, AM), (3, PM), (4, AM), (4, PM), (5, AM)]),
    ],
)
def test_the_half_days_between_start_and_end(start, end, halves):
    assert half_days(start, end) == [HalfDay(date(2026, 7, day), half) for day, half in halves]


@pytest.mark.parametrize(("mode", "number"), [(ONCE, 0), (DAY, 3), (HALF_DAY, 5)])
def test_what_is_signed_in_to_by_the_committees_choice(mode, number):
    assert len(sessions_of(moment(3, 14), moment(5, 17), mode)) == number
    assert sessions_of(moment(3, 14), moment(3, 18), mode) == []


@pytest.mark.parametrize(
    ("marks", "mode", "attended", "total", "hours", "half", "two_thirds"),
    [
        ([], DAY, 0, 3, 0, False, False),
        ([(3, PM)], DAY, 1, 3, 4, False, False),  # 33 %: the first day began after noon
        ([(4, AM)], DAY, 1, 3, 8, False, False),
        ([(3, PM), (4, AM)], DAY, 2, 3, 12, True, False),  # 66.6 % is not 67 %
        ([(4, AM), (4, PM)], DAY, 1, 3, 8, False, False),  # twice a day is once
        ([(3, PM), (4, AM), (5, PM)], DAY, 3, 3, 20, True, True),
        ([(3, PM), (4, AM)], HALF_DAY, 2, 5, 8, False, False),
        ([(3, PM), (4, AM), (4, PM)], HALF_DAY, 3, 5, 12, True, False),
        ([(3, PM), (4, AM), (4, PM), (5, AM)], HALF_DAY, 4, 5, 16, True, True),
        ([(9, AM)], HALF_DAY, 0, 5, 0, False, False),  # no day of the event
    ],
)
def test_share_and_hours(marks, mode, attended, total, hours, half, two_thirds):
    sessions = sessions_of(moment(3, 14), moment(5, 17), mode)
    share = share_of(sessions, [HalfDay(date(2026, 7, day), which) for day, which in marks])
    assert (share.attended, share.total, share.hours) == (attended, total, hours)
    assert (share.reaches(50), share.reaches(67)) == (half, two_thirds)


@pytest.mark.parametrize(
    ("total", "attended", "met"), [(2, 1, True), (3, 1, False), (4, 2, True), (5, 2, False), (5, 3, True)]
)
def test_half_of_it_at_just_under_and_just_over(total, attended, met):
    sessions = sessions_of(moment(3, 9), moment(2 + total, 17), DAY)
    assert len(sessions) == total
    share = share_of(sessions, [HalfDay(session.on, AM) for session in sessions[:attended]])
    assert share.reaches(50) is met


def test_who_comes_before_noon_for_the_afternoon_is_there_for_the_afternoon():
    sessions = sessions_of(moment(3, 14), moment(5, 17), HALF_DAY)
    assert session_at(sessions, half_day_of(moment(3, 11, 50))) == sessions[0]
    assert session_at(sessions, half_day_of(moment(2, 15))) is None


@pytest.mark.parametrize(("hour", "half"), [(0, AM), (11, AM), (12, PM), (23, PM)])
def test_noon_begins_the_afternoon(hour, half):
    assert half_day_of(moment(3, hour)).half == half
