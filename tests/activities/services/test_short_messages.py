"""Short messages by the operator's gateway, against servers that speak as the gateways do."""

from datetime import date, timedelta

import pytest
from django.core import mail

from activities.choices import Channel, NoticeKind
from activities.models import Answer, Delivery
from activities.reports.reaching import channels_of
from activities.services import announcing, notifying
from activities.services.notifying import MERGE_WINDOW, Message, queue
from activities.services.refusals import NotTaken
from activities.services.short_messages import gateway_of
from tests.factories.activities import make_activity
from tests.factories.members import give_phone
from tests.helpers.calling_off import call_off
from tests.helpers.stand_ins import SECRET, AliyunHouse, JsonHouse, open_house

pytestmark = pytest.mark.django_db
PHONE = "13800001234"


@pytest.fixture
def aliyun(settings):
    with open_house(AliyunHouse()) as house:
        place = house.origin.removeprefix("http://")
        settings.SMS_URL = f"aliyun://KEY:{SECRET}@{place}/?sign=某党委&template=SMS_1&plain=1"
        yield house


@pytest.fixture
def reader(world, today):
    give_phone(world.plain_member, PHONE)
    return world.member


def test_who_has_no_mail_gets_a_short_message_with_the_link_to_answer(world, reader, aliyun, client, today):
    announcing.announce(make_activity(world.branch, date(2026, 6, 26)), by=world.secretary)
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    ((phone, said),) = aliyun.said
    assert phone == PHONE
    assert said["text"].startswith("主题党日预告")
    assert "钱五" not in str(said)
    client.post(f"/a/{said['link'].partition('/a/')[2]}", {"answer": "coming"})
    assert Answer.objects.get().member == world.plain_member


@pytest.mark.parametrize(
    "kind, email, ways",
    [
        (NoticeKind.ANNOUNCEMENT, "", (Channel.SMS,)),
        (NoticeKind.ANNOUNCEMENT, "a@example.org", (Channel.EMAIL,)),
        (NoticeKind.CANCELLATION, "a@example.org", (Channel.EMAIL, Channel.SMS)),
        (NoticeKind.CHANGE, "", (Channel.SMS,)),
        (NoticeKind.RATING, "", None),
        (NoticeKind.RATING, "a@example.org", (Channel.EMAIL,)),
    ],
)
def test_by_which_ways_somebody_is_reached(reader, aliyun, kind, email, ways):
    reader.email = email
    reader.save()

    assert channels_of([reader.pk], kind).get(reader.pk) == ways


def test_without_a_gateway_nobody_gets_a_short_message(reader, settings):
    settings.SMS_URL = ""

    assert channels_of([reader.pk], NoticeKind.CHANGE) == {}


def test_a_cancellation_goes_both_ways(world, reader, aliyun, today):
    reader.email = "qian@example.org"
    reader.save()
    call_off(make_activity(world.branch, date(2026, 6, 18), state="announced"), world)
    notifying.deliver_all()

    assert len(aliyun.said) == len(mail.outbox) == 1


def test_too_many_for_one_number_waits_and_goes_through_later(world, reader, aliyun, today):
    aliyun.a_minute = 0
    queue([reader.pk], Message("一", NoticeKind.REMINDER, "第一条", "正文", "/my/"))
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()
    delivery = Delivery.objects.get(channel="sms")
    assert (delivery.state, delivery.error) == ("waiting", "短信发得太快，或这个号码今天收满了")

    aliyun.a_minute = 1
    today.shift(timedelta(minutes=10))
    notifying.deliver_all()

    assert len(aliyun.said) == 1
    assert aliyun.said[0][1]["link"].endswith("/my/")


def test_several_are_one_short_message(world, reader, aliyun, today):
    for name in "一二三":
        queue([reader.pk], Message(name, NoticeKind.REMINDER, f"第{name}条", "正文", "/my/"))
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    ((_, said),) = aliyun.said
    assert said["text"] == "第一条，另有2条"


@pytest.mark.parametrize(
    "change, phone, sentence",
    [
        ((SECRET, "wrong"), PHONE, "密钥不对"),
        (("x", "x"), "123", "手机号不对"),
    ],
)
def test_what_aliyun_refuses_is_said_plainly_and_not_repeated(aliyun, settings, change, phone, sentence):
    with pytest.raises(NotTaken, match=sentence) as refusal:
        gateway_of(settings.SMS_URL.replace(*change)).send(phone, "你好", "/")
    assert not refusal.value.again


def test_another_gateway_goes_by_the_library(reader, settings, today):
    with open_house(JsonHouse(a_minute=1)) as house:
        settings.SMS_URL = house.address.replace("http://", "json://")
        queue([reader.pk], Message("一", NoticeKind.REMINDER, "第一条", "正文", "/my/"))
        today.shift(MERGE_WINDOW)
        notifying.deliver_all()
        queue([reader.pk], Message("二", NoticeKind.REMINDER, "第二条", "正文", "/my/"))
        today.shift(MERGE_WINDOW)
        notifying.deliver_all()

    ((phone, said),) = house.said
    assert phone == PHONE
    assert said == f"第一条 {settings.SITE_URL}/my/"
    assert list(Delivery.objects.filter(channel="sms").order_by("pk").values_list("state", "error")) == [
        ("sent", ""),
        ("waiting", "短信网关没有收下"),
    ]


@pytest.mark.parametrize("address", ["json://gw.example.cn/send", "nonsense", "nonsense://{phone}"])
def test_a_gateway_that_is_none_is_said_to_the_operator(address):
    with pytest.raises(NotTaken, match="SMS_URL"):
        gateway_of(address).send(PHONE, "你好", "/")


def test_a_number_taken_back_meanwhile_fails_with_a_sentence(world, reader, aliyun, today):
    queue([reader.pk], Message("一", NoticeKind.REMINDER, "第一条", "正文", "/my/"))
    give_phone(world.plain_member, "")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    assert Delivery.objects.get(channel="sms").error == "没有登记手机，或账号已停用"
    assert aliyun.said == []
