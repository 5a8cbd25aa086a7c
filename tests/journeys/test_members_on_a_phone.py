"""Journeys 1 to 3 of a member at 390 pixels, with their taps."""

import time
from datetime import timedelta

import pytest

from activities.choices import ActivityState, AttendanceStatus, LeaveState
from activities.models import Attendance, LeaveRequest, RatingRound
from activities.rules.sign_in_code import code_at
from activities.services import attending
from partywork.common import clock
from tests.factories.activities import make_activity


@pytest.fixture
def running(world):
    """An announced activity that began half an hour ago."""
    starts_at = clock.now() - timedelta(minutes=30)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


@pytest.fixture
def coming(world):
    starts_at = clock.now() + timedelta(days=3)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state=ActivityState.ANNOUNCED,
        published_at=clock.now(),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


def _scanned(activity):
    return f"/sign-in/{activity.pk}/{code_at(activity.sign_in_secret, activity.pk, time.time())}/"


def test_journey_1_one_tap_after_the_scan(phone, world, running, as_user):
    as_user(phone, world.member)

    phone.open(_scanned(running))
    phone.press("签到")

    assert phone.page.get_by_role("heading", name="已签到").is_visible()
    assert Attendance.objects.get(member=world.plain_member).status == AttendanceStatus.LATE
    assert phone.clicks == 1
    assert phone.inputs == 0


def test_journey_1_the_scan_survives_signing_in_to_the_account(phone, world, running):
    phone.open(_scanned(running))
    assert phone.sees("您刚扫了签到码")
    phone.page.fill("[name=login]", "member")
    phone.page.fill("[name=password]", "party-test-1")
    phone.press("登录并签到")

    assert phone.sees("已签到")
    assert phone.clicks == 1


def test_journey_1_a_closed_event_says_why_it_refuses(phone, world, running, as_user):
    as_user(phone, world.member)
    attending.close(running, by=world.secretary)

    phone.open(_scanned(running))

    assert phone.sees("活动已结束")
    assert phone.page.get_by_role("button", name="签到", exact=True).count() == 0


def test_journey_2_leave_in_four_taps(phone, world, coming, as_user):
    as_user(phone, world.member)

    phone.open(f"/my/activities/{coming.pk}/")
    phone.follow("请假")
    phone.click(phone.page.get_by_role("radio", name="公务"))
    phone.press("交给书记")

    assert phone.sees("请假（公务）：待批")
    assert LeaveRequest.objects.get().state == LeaveState.ASKED
    assert phone.clicks == 3


def test_journey_3_rating_in_six_taps(phone, world, running, as_user):
    attending.mark(running, world.plain_member, status="present", by=world.secretary)
    attending.close(running, by=world.secretary)
    as_user(phone, world.member)

    phone.open(f"/my/activities/{running.pk}/rating/")
    for box in phone.page.locator("fieldset").all():
        phone.click(box.get_by_role("radio", name="满意", exact=True))
    phone.press("交上去")

    assert RatingRound.objects.get().collected == 1
    assert phone.sees("谢谢")
    assert phone.clicks == 6


def test_the_own_mark_is_contested_in_two_taps(phone, world, running, as_user):
    attending.mark(running, world.plain_member, status="absent", by=world.secretary)
    attending.mark_all_present(running, by=world.secretary)
    attending.close(running, by=world.secretary)
    as_user(phone, world.member)

    phone.open("/my/record/")
    phone.click(phone.page.get_by_text("登记有误", exact=True))
    phone.press("我到会了")

    assert phone.sees("您说“我到会了”：等答复")
    assert (phone.clicks, phone.inputs) == (2, 0)
