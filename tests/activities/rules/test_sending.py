"""When messages leave the house, at the limits (N34)."""

from datetime import datetime, time

import pytest

from activities.choices import NoticeKind
from activities.rules.sending import EVERY_DAY_OFF, HOLIDAYS, NO_DAY, Sending, why_text
from branches.rules.calendar import DayOverride, work_calendar
from partywork.common import clock

CALENDAR = work_calendar({})


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=clock.OFFICE)


@pytest.mark.parametrize(
    "asked, released",
    [
        ("2026-06-18 20:59:59", "2026-06-18 20:59:59"),
        ("2026-06-17 21:00:00", "2026-06-18 08:00:00"),
        ("2026-06-17 23:59:59", "2026-06-18 08:00:00"),
        ("2026-06-18 00:00:00", "2026-06-18 08:00:00"),
        ("2026-06-18 07:59:59", "2026-06-18 08:00:00"),
        ("2026-06-18 08:00:00", "2026-06-18 08:00:00"),
    ],
)
def test_nights_end_at_eight(asked, released):
    assert Sending().release(moment(asked), CALENDAR) == moment(released)


@pytest.mark.parametrize(
    "days_off, asked, released",
    [
        # Dragon Boat 2026: 19 (Friday) to 21 June off, 22 worked.
        (EVERY_DAY_OFF, "2026-06-18 21:00", "2026-06-22 08:00"),
        (EVERY_DAY_OFF, "2026-06-19 10:00", "2026-06-22 08:00"),
        (HOLIDAYS, "2026-06-19 10:00", "2026-06-22 08:00"),
        (NO_DAY, "2026-06-19 10:00", "2026-06-19 10:00"),
        (NO_DAY, "2026-06-19 22:00", "2026-06-20 08:00"),
        # A plain weekend, 13 and 14 June.
        (EVERY_DAY_OFF, "2026-06-13 10:00", "2026-06-15 08:00"),
        (HOLIDAYS, "2026-06-13 10:00", "2026-06-13 10:00"),
        # National Day: 1 to 7 October off, Saturday the 10th worked.
        (EVERY_DAY_OFF, "2026-09-30 22:00", "2026-10-08 08:00"),
        (EVERY_DAY_OFF, "2026-10-10 10:00", "2026-10-10 10:00"),
    ],
)
def test_days_off(days_off, asked, released):
    assert Sending(days_off=days_off).release(moment(asked), CALENDAR) == moment(released)


def test_a_day_off_entered_by_the_office_counts():
    calendar = work_calendar({clock.local_day(moment("2026-06-18 00:00")): DayOverride(False, "停电")})

    assert Sending().release(moment("2026-06-18 10:00"), calendar) == moment("2026-06-22 08:00")


@pytest.mark.parametrize(
    "since, until, asked, released",
    [
        (time(0), time(7), "2026-06-18 06:59", "2026-06-18 07:00"),
        (time(0), time(7), "2026-06-18 07:00", "2026-06-18 07:00"),
        (time(0), time(7), "2026-06-18 23:59", "2026-06-18 23:59"),
        (time(12), time(14), "2026-06-18 12:00", "2026-06-18 14:00"),
        (time(21), time(0), "2026-06-17 21:00", "2026-06-18 00:00"),
        (time(8), time(8), "2026-06-18 03:00", "2026-06-18 03:00"),
    ],
)
def test_other_hours(since, until, asked, released):
    assert Sending(since=since, until=until).release(moment(asked), CALENDAR) == moment(released)


@pytest.mark.parametrize(
    "now, released, known_by, urgent",
    [
        ("2026-06-17 22:00", "2026-06-18 08:00", "2026-06-18 12:00", False),  # exactly four hours are left
        ("2026-06-17 22:00", "2026-06-18 08:00", "2026-06-18 11:59", True),
        ("2026-06-18 06:00", "2026-06-18 08:00", "2026-06-18 19:00", True),  # the day itself
        ("2026-06-17 23:59", "2026-06-18 08:00", "2026-06-18 19:00", False),
        ("2026-06-19 10:00", "2026-06-22 08:00", "2026-06-22 09:00", True),  # would come after days off
        ("2026-06-19 10:00", "2026-06-22 08:00", "2026-06-23 09:00", False),
        ("2026-06-19 10:00", "2026-06-22 08:00", None, False),
    ],
)
def test_a_change_waits_only_where_waiting_is_not_too_late(now, released, known_by, urgent):
    by = moment(known_by) if known_by else None

    assert Sending().must_not_wait(by, moment(now), moment(released)) == urgent


@pytest.mark.parametrize("sent, within", [(0, True), (7, True), (8, False), (9, False)])
def test_the_budget_of_a_month(sent, within):
    assert Sending(monthly_max=8).is_within_budget(sent) == within


def test_every_kind_says_why():
    assert all(why_text(kind) for kind in NoticeKind)
    assert why_text("unknown kind")
