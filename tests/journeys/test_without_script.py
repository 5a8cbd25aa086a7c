"""The same journeys with JavaScript switched off: plain forms do everything."""

import time
from datetime import timedelta

import pytest

from activities.choices import ActivityState, AttendanceStatus, RecordState
from activities.models import Attendance, LeaveRequest, RatingRound, RecordSheet
from activities.rules.sign_in_code import code_at
from activities.services import attending, preparing
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch


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
    hand.press("结束主题党日")
    hand.follow("写纪实表")
    hand.write("content", "集中学习，交流研讨。")
    hand.write("discussion", "李二谈了学习体会。")
    hand.write("consensus", "把材料提前三天发给大家。")
    hand.write("actions", "本次没有议定事项")
    hand.press("检查并报送")

    assert RecordSheet.objects.get().state == RecordState.SUBMITTED


@pytest.fixture
def themes(world):
    """Two themes to approve, neither with an exception: one of them is drawn."""
    found = []
    for number in range(2):
        branch = make_branch(parent=world.committee, name=f"第{number + 1}支部")
        activity = make_activity(branch, clock.today() + timedelta(days=9))
        found.append(preparing.ask_approval(activity, by=world.secretary))
    return found


def test_a_usual_reason_and_a_return_by_an_official(hand, world, themes, as_user):
    as_user(hand, world.reviewer)
    hand.open("/queue/?kind=theme")
    hand.follow("第1支部")
    hand.press("请按议程写清做了什么。")
    hand.press("退回支部")

    assert hand.sees("已退回：第1支部")
    assert themes[0].rounds.get().answer == "请按议程写清做了什么。"


def test_accepting_at_once_after_the_drawn_one_was_read(hand, world, themes, as_user):
    as_user(hand, world.reviewer)
    hand.open("/queue/?kind=theme")
    hand.press("受理勾选的")
    assert hand.sees("抽中必读的还有 1 份没有打开")
    hand.open("/queue/?kind=theme")
    hand.follow("读下一份抽中的")
    hand.open("/queue/?kind=theme")
    hand.press("受理勾选的")

    assert hand.sees("已受理 2 份，其中 1 份打开看过")
