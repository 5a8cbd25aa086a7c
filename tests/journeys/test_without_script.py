"""The same journeys with JavaScript switched off: plain forms do everything."""

import time
from datetime import timedelta

import pytest

from activities.choices import ActivityState, AttendanceStatus, RecordState
from activities.models import Attendance, LeaveRequest, RatingRound, RecordSheet
from activities.rules.sign_in_code import code_at
from activities.services import attending
from partywork.common import clock
from tests.factories.activities import make_activity


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def _activity(world, starts_at, **fields):
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state=ActivityState.ANNOUNCED,
        for_year=starts_at.year,
        for_month=starts_at.month,
        host=world.secretary_member,
        **fields,
    )


@pytest.fixture
def running(world):
    return _activity(world, clock.now() - timedelta(minutes=10))


def test_signing_in_to_the_event(phone, world, running, as_user):
    as_user(phone, world.member)
    code = code_at(running.sign_in_secret, running.pk, time.time())
    phone.open(f"/sign-in/{running.pk}/{code}/")
    phone.press("签到")

    assert phone.sees("已签到")
    assert Attendance.objects.get(member=world.plain_member).is_present


def test_leave(phone, world, as_user):
    coming = _activity(world, clock.now() + timedelta(days=3))
    as_user(phone, world.member)
    phone.open(f"/my/activities/{coming.pk}/")
    phone.follow("请假")
    phone.page.get_by_role("radio", name="公务").check()
    phone.press("交给书记")

    assert LeaveRequest.objects.get().reason == "official"


def test_rating(phone, world, running, as_user):
    attending.mark(running, world.plain_member, status="present", by=world.secretary)
    attending.close(running, by=world.secretary)
    as_user(phone, world.member)
    phone.open(f"/my/activities/{running.pk}/rating/")
    for box in phone.page.locator("fieldset").all():
        box.get_by_role("radio", name="满意", exact=True).check()
    phone.press("交上去")

    assert RatingRound.objects.get().collected == 1


def test_marking_closing_and_filing(hand, world, running, as_user):
    as_user(hand, world.secretary)
    hand.open(f"/activities/{running.pk}/")
    hand.press("全部到会")
    assert set(running.attendances.values_list("status", flat=True)) == {AttendanceStatus.PRESENT}
    hand.press("结束活动")
    hand.follow("写纪实表")
    hand.write("content", "集中学习，交流研讨。")
    hand.write("discussion", "李二谈了学习体会。")
    hand.write("consensus", "把材料提前三天发给大家。")
    hand.write("actions", "本次没有议定事项")
    hand.press("检查并报送")

    assert RecordSheet.objects.get().state == RecordState.SUBMITTED
