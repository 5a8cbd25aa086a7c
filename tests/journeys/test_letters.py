"""A letter of introduction from one branch to another, and one out of the system, by hand (MEM-07, MEM-08)."""

import pytest
from django.urls import reverse

from members.choices import Post
from members.models import TransferLetter
from partywork.common import clock
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user


@pytest.fixture
def third(world):
    branch = make_branch(parent=world.committee, name="会计学院学生第三党支部", short_name="学生三支部")
    user = make_user("third", name="李三")
    make_member(branch, name="李三", user=user)
    appoint(user, branch, Post.SECRETARY)
    return user


def test_issued_here_in_two_clicks_and_accepted_there_in_two(hand, world, third, as_user):
    member = world.others[0]
    as_user(hand, world.secretary)
    hand.open(reverse("member_detail", args=[member.pk]))
    hand.follow("开介绍信")
    hand.write("to", "学生三支部")
    hand.press("开具")
    assert hand.sees("已开具李二的介绍信")
    assert (hand.clicks, hand.inputs) == (2, 1)

    hand.page.context.clear_cookies()
    hand.clicks = 0
    as_user(hand, third)
    hand.open("/")
    hand.follow("去接收")
    hand.press("接收")

    assert hand.sees("李二已编入")
    assert hand.clicks == 2
    assert member.branch_on(clock.today()) == third.member.branch_on(clock.today())
    assert TransferLetter.objects.get().accepted_by == third


def test_out_of_the_system_the_receipt_that_comes_back_is_one_click(hand, world, as_user):
    member = world.others[1]
    as_user(hand, world.secretary)
    hand.open(reverse("member_detail", args=[member.pk]))
    hand.follow("开介绍信")
    hand.write("to", "外省某局机关党支部")
    hand.click(hand.page.locator("[name=way][value=letter]"))
    hand.press("开具")
    assert hand.sees("外省某局机关党支部")
    assert member.branch_on(clock.today()) == world.branch

    hand.press("登记回执")

    assert hand.sees("回执已登记")
    assert (hand.clicks, hand.inputs) == (4, 1)
    assert member.branch_on(clock.today()) is None
