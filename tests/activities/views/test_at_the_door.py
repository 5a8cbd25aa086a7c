"""Signing for a colleague and going early, on the pages that do it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from activities.models import Attendance
from activities.rules.sign_in_code import code_at
from activities.services import attending
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced")


def signed_page(client, activity):
    code = code_at(activity.sign_in_secret, activity.pk, clock.now().timestamp())
    looked = client.get(reverse("sign_in", args=[activity.pk, code])).content.decode()
    ticket = looked.split('<form method="post" action="/sign-in/')[1].split('"')[0]
    return client.post(f"/sign-in/{ticket}").content.decode()


def proxy_link(page):
    return page.split('proxy/"')[0].rsplit('href="', 1)[1] + "proxy/"


def test_member_before_the_screen_signs_for_a_colleague(client_for, world, activity):
    client = client_for(world.member)
    link = proxy_link(signed_page(client, activity))

    said = client.post(link, {"name": " 李 二 "}, follow=True).content.decode()

    assert "签到册写明由您代签" in said
    assert Attendance.objects.get(member__name="李二").proxy == world.plain_member


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("没有人", "没有这个名字"), ("外一", "没有这个名字"), ("钱五", "不能替自己代签"), ("", "这一项要填")],
)
def test_wrong_name_says_why_and_signs_nobody(client_for, world, activity, name, sentence):
    client = client_for(world.member)
    link = proxy_link(signed_page(client, activity))

    answer = client.post(link, {"name": name})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Attendance.objects.count() == 1


def test_two_of_the_same_name_are_left_to_the_recorder(client_for, world, activity):
    make_member(world.branch, name="李二")
    client = client_for(world.member)
    link = proxy_link(signed_page(client, activity))

    assert "有 2 位同志叫这个名字" in client.post(link, {"name": "李二"}).content.decode()


def test_link_sent_on_to_whoever_is_not_in_the_room_signs_nobody(client_for, world, activity, today):
    client = client_for(world.member)
    link = proxy_link(signed_page(client, activity))

    other = client_for(world.secretary).post(link, {"name": "李二"}, follow=True).content.decode()
    today.shift(timedelta(minutes=11))
    late = client.post(link, {"name": "李二"}, follow=True).content.decode()

    assert "重新扫大屏上的码" in other
    assert "重新扫大屏上的码" in late
    assert not Attendance.objects.filter(member__name="李二").exists()


def test_recorder_marks_a_proxy_and_sees_how_many_are_left(client_for, world, activity):
    attending.sign_in(activity.pk, world.plain_member.pk)
    client, address = client_for(world.secretary), reverse("activity_proxy", args=[activity.pk])

    assert "还可以代签 3 人次" in client.get(address).content.decode()
    form = {"member": world.others[0].pk, "proxy": world.plain_member.pk}
    client.post(address, form)

    assert "还可以代签 2 人次" in client.get(address).content.decode()
    assert Attendance.objects.get(member=world.others[0]).marked_by == world.secretary


def test_member_goes_early_with_two_taps(client_for, world, activity, today):
    attending.sign_in(activity.pk, world.plain_member.pk)
    today.move_to(datetime(2026, 6, 18, 17, 0, tzinfo=clock.OFFICE))
    client, page = client_for(world.member), reverse("my_activity", args=[activity.pk])

    assert "我现在离开" in client.get(page).content.decode()
    said = client.post(reverse("my_early_leave", args=[activity.pk]), follow=True).content.decode()

    assert "记下了：早退。" in said
    assert "17:00 提前离开" in said
    assert "我现在离开" not in said


def test_recorder_enters_the_hour_somebody_left_and_takes_it_back(client_for, world, activity, today):
    attending.sign_in(activity.pk, world.plain_member.pk)
    today.move_to(datetime(2026, 6, 18, 17, 0, tzinfo=clock.OFFICE))
    client = client_for(world.secretary)
    address = reverse("early_leave", args=[activity.pk, world.plain_member.pk])

    wrong = client.post(address, {"at": "13:00"})
    client.post(address, {"at": "15:10"})

    assert wrong.status_code == 422
    assert "离开时间要在活动开始以后" in wrong.content.decode()
    assert Attendance.objects.get().status == "left_short"
    assert "15:10 离开" in client.get(reverse("activity_detail", args=[activity.pk])).content.decode()
    client.post(reverse("early_return", args=[activity.pk, world.plain_member.pk]))
    assert Attendance.objects.get().status == "present"


def test_early_leave_of_another_branch_is_not_found(client_for, world, activity):
    address = reverse("early_leave", args=[activity.pk, world.outsider.member.pk])

    assert client_for(world.secretary).get(address).status_code == 404
