"""An event of several days: signed in to day by day, judged at its end, counted once for the month it began (PD-30)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from activities.choices import AttendanceStatus, SignInMethod
from activities.models import Attendance, SessionMark
from activities.reports.branch_facts import branch_years
from activities.reports.sheet import sheet_content
from activities.reports.wall import wall_of
from activities.rules.sessions import HalfDay
from activities.rules.sign_in_code import code_at
from activities.services import attending, day_marking, leaving, signing
from branches.services.setting import set_parameter
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db
FIRST = date(2026, 6, 29)


def at(day, hour, minute=0):
    return datetime(2026, day // 100, day % 100, hour, minute, tzinfo=clock.OFFICE)


@pytest.fixture
def trip(world, today):
    """From Monday 29 June, nine o'clock, to Wednesday 1 July, five in the afternoon."""
    return make_activity(
        world.branch, FIRST, start=time(9), state="announced", theme="红色足迹", ends_at=at(701, 17)
    )


def choose(world, mode):
    set_parameter(
        world.committee,
        "pd.days_sign_in",
        mode,
        since=date(2026, 1, 1),
        by=world.reviewer,
        reason="本系统统一",
    )


def come(trip, today, member, *moments):
    for moment in moments:
        today.move_to(moment)
        attending.sign_in(trip.pk, member.pk)


def row_of(trip, member):
    return Attendance.objects.get(activity=trip, member=member)


def test_signing_in_each_day_is_a_new_sign_in_each_day(trip, world, today):
    today.move_to(at(629, 8, 50))
    first = attending.sign_in(trip.pk, world.plain_member.pk)
    again = attending.sign_in(trip.pk, world.plain_member.pk)
    today.move_to(at(630, 8, 50))
    second = attending.sign_in(trip.pk, world.plain_member.pk)

    assert (first.again, again.again, second.again) == (False, True, False)
    assert Attendance.objects.count() == 1
    assert list(SessionMark.objects.values_list("on", "half")) == [(FIRST, "am"), (date(2026, 6, 30), "am")]


def test_an_event_of_one_day_keeps_no_half_days(world, today):
    activity = make_activity(world.branch, FIRST, state="announced")
    today.move_to(at(629, 14))
    attending.sign_in(activity.pk, world.plain_member.pk)
    attending.mark(activity, world.others[0], status="present", by=world.secretary)
    assert not SessionMark.objects.exists()


def test_closing_judges_by_the_share_and_sums_the_hours(trip, world, today):
    secretary, member, two, three, four = world.roster
    days = [at(629, 8, 55), at(630, 8, 55), at(701, 8, 55)]
    come(trip, today, secretary, *days)
    come(trip, today, member, *days[:2])
    come(trip, today, two, days[0])
    leaving.ask(trip, three, reason="official", by=world.secretary, text="公务")
    leaving.approve(trip.leaves.get(), by=world.reviewer)
    come(trip, today, three, days[2])
    today.move_to(at(701, 17, 5))
    held = attending.close(trip, by=world.secretary, low_reason="分批前往")

    found = {
        row.member: (row.status, row.hours, row.remark.split("；")[-1]) for row in held.attendances.all()
    }
    assert found == {
        secretary: (AttendanceStatus.PRESENT, 24, "到会3/3天，24学时"),
        member: (AttendanceStatus.LEFT_EARLY, 16, "到会2/3天，16学时"),
        two: (AttendanceStatus.LEFT_SHORT, 8, "到会1/3天，8学时"),
        three: (AttendanceStatus.LEAVE_OFFICIAL, 8, "到会1/3天，8学时"),
        four: (AttendanceStatus.UNSETTLED, None, ""),
    }
    assert (held.total, held.present, held.unsettled) == (5, 2, 1)
    people = {person["name"]: person["hours"] for person in _content(held)["attendance"]["people"]}
    assert people["张一"] == 24
    assert _content(held)["days"] == 3


def _content(held):
    return sheet_content(held.record)


@pytest.mark.parametrize(
    ("mode", "status", "hours"),
    [
        ("once", AttendanceStatus.PRESENT, None),
        ("day", AttendanceStatus.LEFT_EARLY, 16),
        ("half_day", AttendanceStatus.LEFT_SHORT, 8),
    ],
)
def test_the_same_marks_by_the_choice_of_the_committee(trip, world, today, mode, status, hours):
    """Two forenoons of three days: two days of three, two half days of six."""
    choose(world, mode)
    come(trip, today, world.plain_member, at(629, 8, 55), at(630, 8, 55))
    today.move_to(at(701, 17))
    attending.close(trip, by=world.secretary, low_reason="少")

    row = row_of(trip, world.plain_member)
    assert (row.status, row.hours) == (status, hours)


def test_the_register_by_hand_and_the_tablet_count_the_same(trip, world, today):
    member, other = world.plain_member, world.others[0]
    today.move_to(at(629, 9))
    attending.mark(trip, member, status="present", by=world.secretary)
    signing.arrive(trip, other, method=SignInMethod.LIST, by=world.secretary)
    today.move_to(at(630, 9))
    attending.mark_all_present(trip, by=world.secretary)
    today.move_to(at(701, 9))
    day_marking.mark_half_day(trip, member, HalfDay(date(2026, 7, 1), "am"), present=True, by=world.secretary)
    signing.arrive(trip, other, method=SignInMethod.LIST, by=world.secretary)

    days = SessionMark.objects.filter(member__in=[member, other]).values_list("member__name", "on")
    assert sorted(days) == sorted(
        (name, day)
        for name in (member.name, other.name)
        for day in (FIRST, date(2026, 6, 30), date(2026, 7, 1))
    )


def test_ticking_yesterday_by_hand_says_nothing_of_today(trip, world, today):
    today.move_to(at(630, 10))
    day_marking.mark_half_day(
        trip, world.plain_member, HalfDay(FIRST, "am"), present=True, by=world.secretary
    )
    assert [(mark.on, mark.half) for mark in SessionMark.objects.all()] == [(FIRST, "am")]
    assert row_of(trip, world.plain_member).is_present

    day_marking.mark_half_day(
        trip, world.plain_member, HalfDay(FIRST, "pm"), present=False, by=world.secretary
    )  # the day is one session: both halves go
    assert not SessionMark.objects.exists()
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("half", "words"),
    [
        (HalfDay(date(2026, 7, 1), "am"), "还没有到"),
        (HalfDay(date(2026, 7, 2), "am"), "没有这半天"),
        (HalfDay(date(2026, 6, 28), "pm"), "没有这半天"),
    ],
)
def test_half_days_that_are_not_there_are_refused(trip, world, today, half, words):
    today.move_to(at(630, 10))
    with pytest.raises(DomainError, match=words):
        day_marking.mark_half_day(trip, world.plain_member, half, present=True, by=world.secretary)


def test_it_counts_once_for_the_month_it_began_and_is_due_from_its_end(trip, world, today):
    """29 June to 1 July: June's; two days from 1 July are 3 July (E-25)."""
    for member in world.roster:
        come(trip, today, member, at(629, 9), at(630, 9), at(701, 9))
    today.move_to(at(701, 17))
    held = attending.close(trip, by=world.secretary)

    assert clock.due_text(held.record.due_at).startswith("7月3日")
    year = branch_years([world.branch], 2026)[world.branch.pk]
    assert (len(year.held_for(6)), len(year.held_for(7))) == (1, 0)


def test_an_evening_until_midnight_is_due_from_that_evening(world, today):
    activity = make_activity(world.branch, FIRST, start=time(20), state="announced", ends_at=at(630, 0))
    assert (activity.last_day, activity.spans_days) == (FIRST, False)
    today.move_to(at(629, 20))
    attending.sign_in(activity.pk, world.plain_member.pk)
    today.move_to(at(630, 0))
    held = attending.close(activity, by=world.secretary, low_reason="少")
    assert clock.due_text(held.record.due_at).startswith("7月1日")


def test_an_evening_past_midnight_is_one_sitting_due_from_the_next_day(world, today):
    activity = make_activity(world.branch, FIRST, start=time(20), state="announced", ends_at=at(630, 1))
    assert not activity.spans_days
    today.move_to(at(630, 1))
    held = attending.close(activity, by=world.secretary, low_reason="少")
    assert clock.due_text(held.record.due_at).startswith("7月2日")


def test_the_screen_shows_who_is_here_today(trip, world, today):
    come(trip, today, world.plain_member, at(629, 9))
    assert wall_of(trip).present == 1
    today.move_to(at(630, 9))
    assert wall_of(trip).present == 0
    assert "钱五" in wall_of(trip).awaited
    come(trip, today, world.plain_member, at(630, 9, 1))
    assert wall_of(trip).present == 1


def test_on_the_second_day_the_telephone_shows_the_button_again(trip, world, today, client_for):
    come(trip, today, world.plain_member, at(629, 9))
    phone = client_for(world.member)

    def look():
        code = code_at(trip.sign_in_secret, trip.pk, clock.now().timestamp())
        return phone.get(reverse("sign_in", args=[trip.pk, code])).content.decode()

    assert "已签到 09:00" in look()
    today.move_to(at(630, 8, 57))
    page = look()
    assert 'action="/sign-in/' in page
    ticket = page.split('action="/sign-in/')[1].split('"')[0]
    assert "已签到 08:57" in phone.post(f"/sign-in/{ticket}").content.decode()


def test_the_page_of_days_ticks_by_post_and_refuses_nonsense(trip, world, today, client_for):
    today.move_to(at(629, 10))
    client, address = client_for(world.secretary), reverse("activity_days", args=[trip.pk])
    data = {"member": world.plain_member.pk, "on": "2026-06-29", "half": "am", "present": "1"}
    assert "6月30日" in client.get(address).content.decode()
    client.post(address, data)
    client.post(address, data)
    assert SessionMark.objects.count() == 1
    for wrong in ({"on": "morgen"}, {"half": "night"}, {"member": "0"}, {"on": "2026-06-30"}):
        client.post(address, {**data, **wrong})
    assert SessionMark.objects.count() == 1
    client.post(address, {**data, "present": "0"})
    assert not SessionMark.objects.exists()


@pytest.mark.parametrize("days", [1, 3])
def test_the_page_of_days_costs_the_same_for_two_days_and_for_four(
    world, today, client_for, days, django_assert_num_queries
):
    trip = make_activity(
        world.branch, FIRST, start=time(9), state="announced", ends_at=at(629, 17) + timedelta(days=days)
    )
    for number in range(days + 1):
        for member in world.roster[: number + 1]:
            come(trip, today, member, at(629, 9) + timedelta(days=number))
    client = client_for(world.secretary)
    client.get("/")
    with django_assert_num_queries(13):
        client.get(reverse("activity_days", args=[trip.pk]))
