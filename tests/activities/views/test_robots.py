"""The page of group robots: who may, what is shown, what never is."""

import pytest
from django.urls import reverse

from activities.models import GroupMessage, Robot
from activities.services import notifying
from members.choices import Post
from tests.factories.members import appoint, make_user
from tests.helpers.stand_ins import SECRET, TOKEN, DingTalkHouse, open_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings):
    with open_house(DingTalkHouse(secret=SECRET)) as house:
        settings.ROBOT_ORIGINS = [house.origin]
        yield house


def page_of(organization):
    return reverse("robot_list", args=[organization.pk])


def values(house):
    return {"kind": "dingtalk", "name": "支部大群", "address": house.address, "secret": SECRET}


def text(response):
    return response.content.decode()


def test_set_up_tried_out_and_the_result_stands_on_the_page(client_for, world, today, house):
    client = client_for(world.secretary)
    assert client.post(page_of(world.branch), values(house)).status_code == 302
    robot = Robot.objects.get()

    client.post(reverse("robot_test", args=[robot.pk]))
    client.post(reverse("robot_test", args=[robot.pk]))
    assert "正在发……" in text(client.get(page_of(world.branch)))
    notifying.deliver_all()

    assert len(house.said) == 1
    assert "已发到" in text(client.get(page_of(world.branch)))


def test_address_and_secret_are_never_shown_again(client_for, world, today, house):
    client = client_for(world.secretary)
    client.post(page_of(world.branch), values(house))
    refused = client.post(
        page_of(world.branch), {**values(house), "address": "https://10.0.0.1/?key=" + TOKEN}
    )

    shown = text(client.get(page_of(world.branch)))
    assert TOKEN not in shown
    assert SECRET not in shown
    assert refused.status_code == 422
    assert "地址不是钉钉的" in text(refused)
    assert SECRET not in text(refused), "a password box is not filled again"


def test_why_it_was_not_sent_stands_in_a_plain_sentence(client_for, world, today, house):
    client = client_for(world.secretary)
    client.post(page_of(world.branch), {**values(house), "secret": "SECwrong"})
    client.post(reverse("robot_test", args=[Robot.objects.get().pk]))
    notifying.deliver_all()

    assert "没有发出：加签密钥不对，或服务器的时间不准" in text(client.get(page_of(world.branch)))


def test_only_who_leads_the_branch_or_stands_above_it(client_for, world, today, house):
    publicity = make_user("publicity", name="王三")
    appoint(publicity, world.branch, Post.PUBLICITY_MEMBER)
    for user, status in (
        (world.member, 404),
        (publicity, 403),
        (world.outsider, 404),
        (world.reviewer, 200),
        (world.secretary, 200),
    ):
        assert client_for(user).get(page_of(world.branch)).status_code == status
    assert client_for(world.secretary).get(page_of(world.committee)).status_code in (403, 404)


def test_another_branch_s_secretary_does_nothing_with_my_robot(client_for, world, today, house):
    client_for(world.secretary).post(page_of(world.branch), values(house))
    robot = Robot.objects.get()
    stranger = client_for(world.outsider)

    for name in ("robot_test", "robot_switch", "robot_removal"):
        assert stranger.post(reverse(name, args=[robot.pk])).status_code == 404
    assert Robot.objects.filter(enabled=True).count() == 1
    assert not GroupMessage.objects.exists()


def test_stopped_started_and_removed(client_for, world, today, house):
    client = client_for(world.secretary)
    client.post(page_of(world.branch), values(house))
    robot = Robot.objects.get()
    client.post(reverse("robot_switch", args=[robot.pk]), {"on": "0"})
    assert "已停用" in text(client.get(page_of(world.branch)))
    client.post(reverse("robot_test", args=[robot.pk]))
    notifying.deliver_all()
    assert "没有发出：机器人已停用" in text(client.get(page_of(world.branch)))
    client.post(reverse("robot_removal", args=[robot.pk]))
    assert client.post(reverse("robot_removal", args=[robot.pk])).status_code == 404
    assert not Robot.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_robot_and_for_three(
    client_for, world, today, house, count, django_assert_num_queries
):
    client = client_for(world.secretary)
    for number in range(count):
        client.post(page_of(world.branch), {**values(house), "name": f"群{number}"})
    client.get(page_of(world.branch))

    with django_assert_num_queries(QUERIES):
        client.get(page_of(world.branch))


QUERIES = 6
