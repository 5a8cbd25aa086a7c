"""The office's day is Shanghai's, whatever the server's clock says: month ends, leap days, a second before midnight
(CAL-07, R7).
"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from activities.models import Activity
from activities.services import attending, opening
from branches.rules.calendar import work_calendar
from branches.rules.deadlines import filing_deadline, latest_notice_day
from members.reports.roster import roster_on
from members.services.transferring import transfer
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import make_member

# China keeps UTC+8 all year since 1991; the model needs no table of zones.
EIGHT = timezone(timedelta(hours=8))
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
moments = st.integers(0, 100 * 365 * 86_400).map(lambda seconds: BEGINNING + timedelta(seconds=seconds))


@given(moments)
@example(datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC))
@example(datetime(2026, 6, 30, 16, 0, 0, tzinfo=UTC))
@example(datetime(2024, 2, 29, 15, 59, 59, tzinfo=UTC))
@example(datetime(2024, 2, 29, 16, 0, 0, tzinfo=UTC))
@example(datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC))
@settings(max_examples=300, deadline=None)
def test_the_local_day_is_eight_hours_ahead(moment):
    day = (moment + timedelta(hours=8)).date()
    assert clock.local_day(moment) == day
    assert clock.start_of(day) <= moment < clock.end_of(day)
    first, last = clock.month_bounds(day.year, day.month)
    assert first.day == 1
    assert first <= day <= last
    assert (last + timedelta(days=1)).day == 1
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day
        assert clock.now() == moment


@given(moments, st.integers(0, 30))
@example(datetime(2024, 2, 27, 15, 59, 59, tzinfo=UTC), 2)
@example(datetime(2023, 2, 26, 16, 0, 0, tzinfo=UTC), 2)
@settings(max_examples=300, deadline=None)
def test_deadlines_in_days_end_at_midnight_of_the_office(moment, days):
    day = clock.local_day(moment)
    calendar = work_calendar({})
    filing = filing_deadline(day, days, working=False, roll=False, calendar=calendar)
    last = (moment + timedelta(hours=8)).date() + timedelta(days=days)
    midnight = datetime(last.year, last.month, last.day, tzinfo=EIGHT) + timedelta(days=1)
    assert filing.due == midnight
    assert not filing.is_past(midnight - timedelta(seconds=1))
    assert filing.is_past(midnight)
    assert latest_notice_day(day, days, False, calendar).last_day == day - timedelta(days=days)


NIGHTS = [
    (datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
    (datetime(2026, 6, 30, 16, 0, 0, tzinfo=UTC), date(2026, 7, 1)),
    (datetime(2028, 2, 29, 15, 59, 59, tzinfo=UTC), date(2028, 2, 29)),
    (datetime(2028, 2, 29, 16, 0, 0, tzinfo=UTC), date(2028, 3, 1)),
    (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
]


@pytest.mark.parametrize(("start", "day"), NIGHTS)
def test_an_activity_around_midnight_belongs_to_the_office_s_day_and_month(world, start, day):
    """Opened, joined and closed by the day in Shanghai, while the server counts in UTC."""
    with time_machine.travel(start - timedelta(hours=1), tick=False) as now:
        activity = opening.open_unplanned(
            world.branch, by=world.secretary, kind="study", theme="夜学", starts_at=start,
            ends_at=start + timedelta(minutes=30),
        )  # fmt: skip
        assert (activity.for_year, activity.for_month, activity.day) == (day.year, day.month, day)
        newcomer = make_member(world.branch, since=day)
        make_member(world.branch, since=day + timedelta(days=1))
        now.move_to(start)
        assert attending.sign_in(activity.pk, newcomer.pk).again is False
        now.move_to(start + timedelta(minutes=31))
        closed = attending.close(activity, by=world.secretary)
    assert (closed.total, closed.present) == (6, 1)


@pytest.mark.parametrize(("start", "day"), NIGHTS)
def test_signing_in_ends_with_the_office_s_day(world, start, day):
    activity = make_activity(world.branch, day)
    Activity.objects.filter(pk=activity.pk).update(starts_at=start - timedelta(hours=1), ends_at=start)
    midnight = clock.end_of(clock.local_day(start))
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False) as now:
        attending.sign_in(activity.pk, world.plain_member.pk)
        now.move_to(midnight)
        with pytest.raises(Exception, match="签到的时间已过"):
            attending.sign_in(activity.pk, world.others[0].pk)


@given(joined=st.integers(0, 60), moved=st.integers(1, 60), asked=st.integers(-3, 125))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_roster_of_any_day_is_that_of_the_intervals(world, joined, moved, asked):
    """Against three lines of arithmetic: from the day one joins until the day before the next branch accepts."""
    begin = date(2025, 12, 15)
    since, until, day = (begin + timedelta(days=d) for d in (joined, joined + moved, asked))
    there = make_branch(parent=world.committee)
    member = make_member(world.branch, since=since)
    with time_machine.travel(datetime(2026, 6, 18, 1, tzinfo=UTC), tick=False):
        transfer(member, there, day=until, by=None)
    here = member.pk in {entry.member_id for entry in roster_on(world.branch, day)}
    moved_there = member.pk in {entry.member_id for entry in roster_on(there, day)}
    assert (here, moved_there) == (since <= day < until, day >= until)
