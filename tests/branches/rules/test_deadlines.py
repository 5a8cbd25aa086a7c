"""PD-05, PD-20, AT-02, AT-07, CAL-04, N20, N30: each deadline, with the sentence that explains it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branches.rules.calendar import work_calendar
from branches.rules.deadlines import (
    answer_deadline,
    filing_deadline,
    latest_notice_day,
    makeup_deadline,
    notice_lead,
    register_check_deadline,
)
from partywork.common.clock import OFFICE

CALENDAR = work_calendar()
ANY_DAY = st.dates(min_value=date(2004, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("ended", "days", "working", "roll", "last", "why"),
    [
        # E-25: counted from the end date; E-26: over the National Day, literally and rolled.
        (date(2026, 9, 30), 2, False, False, date(2026, 10, 2),
         "9月30日结束，2日内到10月2日24:00；1—7日国庆放假，按上级设定不顺延"),
        (date(2026, 9, 30), 2, False, True, date(2026, 10, 8),
         "9月30日结束，2日内到10月2日；1—7日国庆放假，按上级设定顺延到10月8日24:00"),
        (date(2026, 6, 18), 2, False, True, date(2026, 6, 22),
         "6月18日结束，2日内到6月20日；19—21日端午放假，按上级设定顺延到6月22日24:00"),
        (date(2026, 3, 19), 2, False, True, date(2026, 3, 23),
         "3月19日结束，2日内到3月21日；21—22日是周末，按上级设定顺延到3月23日24:00"),
        (date(2026, 3, 17), 2, False, True, date(2026, 3, 19), "3月17日结束，2日内到3月19日24:00"),
        # A weekend worked in exchange is a workday: nothing to roll.
        (date(2026, 9, 18), 2, False, True, date(2026, 9, 20), "9月18日结束，2日内到9月20日24:00"),
        (date(2026, 9, 18), 2, True, False, date(2026, 9, 21),
         "9月18日结束，2个工作日内（9月19日周末不计，9月20日调休上班计入），到9月21日24:00"),
        (date(2026, 6, 18), 2, True, False, date(2026, 6, 23),
         "6月18日结束，2个工作日内（6月19—21日端午放假不计），到6月23日24:00"),
    ],
)  # fmt: skip
def test_record_sheet_deadline(ended, days, working, roll, last, why):
    deadline = filing_deadline(ended, days, working, roll, CALENDAR)

    assert (deadline.last_day, deadline.explanation, deadline.calendar_known) == (last, why, True)


def test_a_deadline_ends_at_the_midnight_after_its_last_day():
    deadline = filing_deadline(date(2026, 3, 17), 2, False, False, CALENDAR)

    assert deadline.due == datetime(2026, 3, 20, tzinfo=OFFICE)
    assert not deadline.is_past(datetime(2026, 3, 19, 23, 59, 59, tzinfo=OFFICE))
    assert deadline.is_past(datetime(2026, 3, 20, tzinfo=OFFICE))


def test_a_deadline_in_a_year_without_a_notice_says_so():
    deadline = filing_deadline(date(2026, 12, 31), 2, False, True, CALENDAR)

    assert not deadline.calendar_known
    assert "2027年放假调休安排尚未录入" in deadline.explanation


@pytest.mark.parametrize(
    ("event", "days", "working", "last", "why"),
    [
        (date(2026, 6, 18), 5, False, date(2026, 6, 13), "6月18日活动，提前5天预告，最迟6月13日24:00前发出"),
        (
            date(2026, 6, 18),
            5,
            True,
            date(2026, 6, 11),
            "6月18日活动，提前5个工作日预告，最迟6月11日24:00前发出",
        ),
        (
            date(2026, 10, 9),
            2,
            True,
            date(2026, 10, 7),
            "10月9日活动，提前2个工作日预告，最迟10月7日24:00前发出",
        ),
        (date(2026, 6, 18), 0, False, date(2026, 6, 18), "6月18日活动，上级没有规定提前天数，活动前发出即可"),
    ],
)  # fmt: skip
def test_latest_day_for_the_notice(event, days, working, last, why):
    deadline = latest_notice_day(event, days, working, CALENDAR)

    assert (deadline.last_day, deadline.explanation) == (last, why)


@pytest.mark.parametrize(
    ("published", "lead"), [(date(2026, 6, 13), 5), (date(2026, 6, 14), 4), (date(2026, 6, 18), 0)]
)
def test_days_of_notice(published: date, lead: int):
    assert notice_lead(date(2026, 6, 18), published) == lead


def test_workdays_of_notice_leave_holidays_out():
    assert notice_lead(date(2026, 6, 23), date(2026, 6, 17), CALENDAR) == 3


@given(ANY_DAY, st.integers(0, 10), st.booleans())
def test_the_latest_notice_day_keeps_the_days_and_the_day_after_does_not(
    event: date, days: int, working: bool
):
    counted = CALENDAR if working else None
    last = latest_notice_day(event, days, working, CALENDAR).last_day

    assert notice_lead(event, last, counted) >= days
    if days:
        assert notice_lead(event, last + timedelta(days=1), counted) < days


@given(ANY_DAY, st.integers(1, 10), st.booleans(), st.booleans())
def test_a_filing_deadline_never_comes_before_the_days_are_over(ended, days, working, roll):
    deadline = filing_deadline(ended, days, working, roll, CALENDAR)

    assert deadline.last_day >= ended + timedelta(days=days)
    if working or roll:
        assert CALENDAR.is_workday(deadline.last_day)


def test_the_committee_answers_in_workdays():
    submitted = datetime(2026, 6, 18, 23, 30, tzinfo=OFFICE)

    deadline = answer_deadline(submitted, 3, CALENDAR)

    assert deadline.last_day == date(2026, 6, 24)
    assert deadline.explanation == "6月18日报送，3个工作日内（6月19—21日端午放假不计），到6月24日24:00"


@pytest.mark.parametrize(
    ("following", "last", "why"),
    [
        (None, date(2026, 7, 18), "6月18日活动，30日内补课，到7月18日24:00"),
        (date(2026, 7, 1), date(2026, 6, 30), "下次主题党日在7月1日，补课应在此前完成，到6月30日24:00"),
        (date(2026, 7, 18), date(2026, 7, 17), "下次主题党日在7月18日，补课应在此前完成，到7月17日24:00"),
        (date(2026, 7, 19), date(2026, 7, 18), "6月18日活动，30日内补课，到7月18日24:00"),
    ],
)
def test_make_up_is_due_before_the_next_party_day(following, last, why):
    deadline = makeup_deadline(date(2026, 6, 18), 30, following)

    assert (deadline.last_day, deadline.explanation) == (last, why)


def test_marks_are_settled_the_next_day_at_six():
    deadline = register_check_deadline(date(2026, 6, 18))

    assert deadline.due == datetime(2026, 6, 19, 18, 0, tzinfo=OFFICE)
    assert deadline.last_day == date(2026, 6, 19)
    assert deadline.explanation == "6月18日结束，没有登记的人员应在次日（6月19日）18:00前核清"
