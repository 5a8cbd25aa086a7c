"""Robots of group chats, against servers that speak as the three houses do."""

from datetime import date, datetime, timedelta

import apprise.plugins.dingtalk
import pytest
from django.db import connection

from activities.models import GroupMessage, Robot
from activities.services import announcing, group_messages, notifying, setting_up_robots
from activities.services.refusals import NotTaken
from activities.services.robots import say
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.helpers.calling_off import call_off, move
from tests.helpers.stand_ins import SECRET, TOKEN, DingTalkHouse, FeishuHouse, WeComHouse, open_house

pytestmark = pytest.mark.django_db
HOUSES = {"wecom": WeComHouse, "dingtalk": DingTalkHouse, "feishu": FeishuHouse}
SIGNING = ["dingtalk", "feishu"]


@pytest.fixture
def house_of(settings):
    """Opens a house of the kind and lets the server speak to it."""
    opened = []

    def open_one(kind, **fields):
        door = open_house(HOUSES[kind](**fields))
        house = door.__enter__()
        opened.append(door)
        settings.ROBOT_ORIGINS = [*settings.ROBOT_ORIGINS, house.origin]
        return house

    yield open_one
    for door in opened:
        door.__exit__(None, None, None)


@pytest.fixture
def robot_of(world, today):
    def set_up(house, kind, **fields):
        place = fields.pop("organization", world.branch)
        values = {"name": f"{kind}群", "address": house.address, **fields}
        return setting_up_robots.set_up(place, by=world.secretary, kind=kind, **values)

    return set_up


def at(day, hour, minute=0):
    return datetime(2026, 6, day, hour, minute, tzinfo=clock.OFFICE)


@pytest.mark.parametrize("kind", HOUSES)
def test_a_group_hears_of_an_event_once_and_nobody_s_name(world, house_of, robot_of, kind, today):
    house = house_of(kind)
    robot_of(house, kind)
    activity = make_activity(
        world.branch, date(2026, 6, 26), theme="送别李二同志", host=world.secretary_member
    )
    announcing.announce(activity, by=world.secretary)
    announcing.announce(activity, by=world.secretary)
    notifying.deliver_all()
    notifying.deliver_all()

    (said,) = house.said
    assert "新的活动预告" in said
    assert "送别×××同志" in said
    assert f"/my/activities/{activity.pk}/" in said
    assert not [member.name for member in world.roster if member.name in said]
    assert GroupMessage.objects.get().state == "sent"


@pytest.mark.parametrize("kind", SIGNING)
@pytest.mark.parametrize("minute", range(12))
def test_the_signature_is_the_house_s_own_at_any_minute(house_of, robot_of, kind, minute, today):
    """Twelve moments: a sign with + or / in it must not be spoilt on the way."""
    house = house_of(kind, secret=SECRET)
    robot = robot_of(house, kind, secret=SECRET)
    today.shift(timedelta(minutes=minute))

    say(robot, "测试")

    assert house.said == ["测试"]


@pytest.mark.parametrize("kind", SIGNING)
@pytest.mark.parametrize("secret", ["", "SECwrong"])
def test_a_wrong_secret_is_said_plainly_and_not_tried_again(world, house_of, robot_of, kind, secret, today):
    house = house_of(kind, secret=SECRET)
    group_messages.test(robot_of(house, kind, secret=secret), by=world.secretary)
    for _ in range(3):
        notifying.deliver_all()
        today.shift(timedelta(minutes=30))

    message = GroupMessage.objects.get()
    assert (message.state, message.attempts, house.asked) == ("failed", 1, 1)
    assert "加签密钥不对" in message.error


@pytest.mark.parametrize("kind", SIGNING)
def test_a_keyword_that_is_missing_is_said_plainly(house_of, robot_of, kind):
    robot = robot_of(house_of(kind, keyword="党支部"), kind)

    with pytest.raises(NotTaken, match="关键词"):
        say(robot, "你好")


def test_every_message_for_a_group_holds_the_keyword_the_page_asks_for(world, house_of, robot_of, today):
    house = house_of("dingtalk", keyword="党支部")
    robot = robot_of(house, "dingtalk")
    announcing.announce(make_activity(world.branch, date(2026, 6, 26)), by=world.secretary)
    group_messages.test(robot, by=world.secretary)
    notifying.deliver_all()

    assert len(house.said) == 2


@pytest.mark.parametrize("kind", HOUSES)
def test_a_robot_taken_out_of_its_group_is_said_plainly(house_of, robot_of, kind):
    house = house_of(kind)
    robot = robot_of(house, kind, address=house.address.replace(TOKEN, "f" * 32))

    with pytest.raises(NotTaken, match="群里没有这个机器人") as refusal:
        say(robot, "测试")
    assert not refusal.value.again


@pytest.mark.parametrize("kind", HOUSES)
def test_too_fast_waits_two_minutes_and_then_goes_through(world, house_of, robot_of, kind, today):
    house = house_of(kind, a_minute=0)
    group_messages.test(robot_of(house, kind), by=world.secretary)
    notifying.deliver_all()
    message = GroupMessage.objects.get()
    assert (message.state, message.next_try_at) == ("waiting", clock.now() + timedelta(minutes=2))
    assert "发得太快" in message.error

    house.a_minute = 20
    today.shift(timedelta(minutes=2))
    notifying.deliver_all()

    assert len(house.said) == 1
    message.refresh_from_db()
    assert (message.state, message.error) == ("sent", "")


@pytest.mark.parametrize(
    "answer, sentence",
    [
        ((500, b"oops", {}), "对方的服务器出错（500）"),
        ((429, b"{}", {}), "发得太快"),
        ((200, b"<html>", {}), "看不懂"),
        ((200, b"[1]", {}), "看不懂"),
        ((200, b"{}", {}), "看不懂"),
        ((200, b'{"errcode": "0"}', {}), "看不懂"),
        ((200, b'{"errcode": -1, "errmsg": "system busy"}', {}), "对方没有收下（-1）"),
        ((200, b"{" + b" " * 70_000 + b"}", {}), "看不懂"),
    ],
)
def test_strange_answers_are_no_success(house_of, robot_of, answer, sentence):
    house = house_of("wecom")
    house.answer = answer

    with pytest.raises(NotTaken, match=sentence):
        say(robot_of(house, "wecom"), "测试")


def test_a_redirect_leads_nowhere(house_of, robot_of):
    inner, house = house_of("wecom"), house_of("wecom")
    house.answer = (302, b"{}", {"Location": inner.address})

    with pytest.raises(NotTaken):
        say(robot_of(house, "wecom"), "测试")
    assert inner.asked == 0


def test_a_house_that_is_closed_is_tried_again_later(world, house_of, robot_of, settings, today):
    with open_house(WeComHouse()) as house:
        settings.ROBOT_ORIGINS = [house.origin]
        robot = robot_of(house, "wecom")
    group_messages.test(robot, by=world.secretary)
    notifying.deliver_all()

    message = GroupMessage.objects.get()
    assert (message.state, message.error) == ("waiting", "连不上对方的服务器，请检查网络")


def test_a_place_the_operator_no_longer_vouches_for_is_not_called(house_of, robot_of, settings):
    house = house_of("wecom")
    robot = robot_of(house, "wecom")
    settings.ROBOT_ORIGINS = []

    with pytest.raises(NotTaken, match="不能再用"):
        say(robot, "测试")
    assert house.asked == 0


def test_a_long_theme_is_cut_to_what_the_house_takes(house_of, robot_of):
    house = house_of("wecom")

    say(robot_of(house, "wecom"), "党" * 1000)

    assert house.said[0].endswith("党…")
    assert len(house.said[0].encode()) <= 2048


def test_at_night_a_group_is_left_alone_but_for_what_cannot_wait(world, house_of, robot_of, today):
    house = house_of("wecom")
    robot_of(house, "wecom")
    late = make_activity(world.branch, date(2026, 6, 26))
    tomorrow = make_activity(world.branch, date(2026, 6, 18), start=at(18, 9).time(), state="announced")
    today.move_to(at(17, 22))
    announcing.announce(late, by=world.secretary)
    call_off(tomorrow, world)
    notifying.deliver_all()
    assert [said.splitlines()[0] for said in house.said] == ["下面这次活动取消了。"]

    today.move_to(at(18, 8))
    notifying.deliver_all()
    assert len(house.said) == 2


def test_a_change_and_a_reminder_are_told_too(world, house_of, robot_of, today):
    house = house_of("feishu")
    robot_of(house, "feishu")
    activity = announcing.announce(make_activity(world.branch, date(2026, 6, 26)), by=world.secretary)
    move(activity, world, at(25, 9), reason="李二要出差")
    announcing.remind_now(activity, by=world.secretary)
    notifying.deliver_all()

    assert [said.splitlines()[0] for said in house.said] == [
        "新的活动预告，请登录系统查看并答复参加或请假。",
        "活动的时间或地点有变更，以本条为准。",
        "还有 5 位同志没有答复，请答复参加或请假。",
    ]
    assert "出差" not in "".join(house.said), "a reason may speak of somebody"


def test_a_committee_s_robot_speaks_for_branches_without_one(world, house_of, robot_of, today):
    house, own = house_of("wecom"), house_of("wecom")
    robot_of(house, "wecom", organization=world.committee, covers_below=True)
    announcing.announce(make_activity(world.branch, date(2026, 6, 26)), by=world.secretary)
    notifying.deliver_all()
    assert len(house.said) == 1

    robot_of(own, "wecom")
    announcing.announce(make_activity(world.branch, date(2026, 6, 29)), by=world.secretary)
    notifying.deliver_all()
    assert (len(house.said), len(own.said)) == (1, 1)


@pytest.mark.parametrize(
    "covers_below, enabled, heard", [(True, True, 1), (False, True, 0), (True, False, 0)]
)
def test_a_committee_s_robot_speaks_only_if_it_shall(
    world, house_of, robot_of, today, covers_below, enabled, heard
):
    house = house_of("wecom")
    robot = robot_of(house, "wecom", organization=world.committee, covers_below=covers_below)
    setting_up_robots.switch(robot, on=enabled, by=world.reviewer)
    announcing.announce(make_activity(world.branch, date(2026, 6, 26)), by=world.secretary)
    notifying.deliver_all()

    assert len(house.said) == heard


def test_address_and_secret_are_unreadable_in_the_table(world, house_of, robot_of):
    house = house_of("dingtalk")
    robot_of(house, "dingtalk", secret=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM activities_robot r")
        (kept,) = cursor.fetchone()

    assert TOKEN not in kept
    assert SECRET not in kept
    assert Robot.objects.get().secret == SECRET
    assert not [e for e in JournalEntry.objects.all() if TOKEN in f"{e.label}{e.reason}"]


def test_with_another_key_nothing_is_called(house_of, robot_of, settings):
    house = house_of("wecom")
    robot_of(house, "wecom")
    Robot._meta.get_field("address").__dict__.pop("keys", None)
    settings.SECRET_KEY = "another-key"
    field = Robot._meta.get_field("address")
    for kept in ("keys", "f"):
        field.__dict__.pop(kept, None)
    try:
        with pytest.raises(NotTaken, match="重新添加"):
            say(Robot.objects.get(), "测试")
    finally:
        for kept in ("keys", "f"):
            field.__dict__.pop(kept, None)
    assert house.asked == 0


def test_set_up_again_under_the_same_name_changes_the_key_and_a_sixth_is_refused(world, house_of, robot_of):
    house = house_of("wecom")
    first = robot_of(house, "wecom")
    again = robot_of(house, "wecom", address=house.address.replace(TOKEN, "e" * 32))
    assert (again.pk, Robot.objects.count()) == (first.pk, 1)
    for number in range(4):
        robot_of(house, "wecom", name=f"群{number}")

    with pytest.raises(DomainError, match="最多 5 个"):
        robot_of(house, "wecom", name="第六个")


def test_removing_a_robot_removes_what_still_waited(world, house_of, robot_of):
    robot = robot_of(house_of("wecom"), "wecom")
    group_messages.test(robot, by=world.secretary)

    setting_up_robots.remove(robot, by=world.secretary)

    assert not GroupMessage.objects.exists()
    assert notifying.deliver_all() == 0


def test_the_library_takes_a_refusal_for_delivered(house_of, monkeypatch):
    """Why the robots are ours (docs/decisions/0010): if this fails, the library has learned, and we may use it."""
    house = house_of("dingtalk", secret=SECRET)
    plugin = apprise.plugins.dingtalk.NotifyDingTalk
    monkeypatch.setattr(plugin, "notify_url", f"{house.origin}/robot/send?access_token={{token}}")

    sent = plugin(token=TOKEN, secret="SECwrong").send(body="测试")

    assert sent is True
    assert house.said == []
