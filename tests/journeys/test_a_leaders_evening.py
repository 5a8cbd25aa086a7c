"""A group leader's evening at 390 pixels: who answers, who is there, handed up, make-ups; taps counted (G07)."""

from datetime import timedelta

import pytest

from activities.choices import GroupRegisterState, MakeUpState
from activities.models import GroupRegister, MakeUp, Notice
from activities.services import attending, leading, making_up
from branches.services.grouping import form_group
from members.choices import Post
from members.models import MembershipSpell
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_user


@pytest.fixture
def leader(world):
    """李二 leads 钱五 and 赵四."""
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    people = [world.others[0], world.plain_member, world.others[2]]
    MembershipSpell.objects.filter(member__in=people).update(group=group)
    user = make_user("leader", name="李二")
    world.others[0].user = user
    world.others[0].save()
    appoint(user, world.branch, Post.GROUP_LEADER)
    return user


def line_of(phone, name):
    return phone.page.locator("ul.lines > li", has_text=name)


def activity_at(world, hours):
    starts_at = clock.now() + timedelta(hours=hours)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state="announced",
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


@pytest.fixture
def running(world, leader):
    return activity_at(world, -0.5)


def test_the_group_is_marked_and_handed_up_in_four_taps(phone, world, leader, running, as_user):
    as_user(phone, leader)
    assert phone.sees("第一党小组")

    phone.follow("登记小组到会")
    phone.click(line_of(phone, "钱五").get_by_role("button", name="没来"))
    phone.press("其余 2 人都到会")
    phone.press("上报给书记：到会 2 / 3")

    assert phone.sees("已上报，等书记确认")
    assert not phone.sees("王三")
    assert GroupRegister.objects.get().state == GroupRegisterState.HANDED_UP
    assert (phone.clicks, phone.inputs) == (4, 0)


def test_the_secretary_confirms_in_one_click_and_the_leader_finds_it_locked(
    phone, world, leader, running, as_user
):
    group = MembershipSpell.objects.get(member=world.others[0]).group
    leading.mark_rest_present(running, group, by=leader)
    leading.hand_up(running, group, by=leader)
    as_user(phone, world.secretary)
    phone.open(f"/activities/{running.pk}/")
    phone.click(phone.page.locator("#groups").get_by_role("button", name="确认"))
    assert GroupRegister.objects.get().state == GroupRegisterState.CONFIRMED
    assert phone.clicks == 1

    phone.page.context.clear_cookies()
    as_user(phone, leader)
    phone.open(f"/group/activities/{running.pk}/")
    assert phone.sees("张一已确认")
    assert line_of(phone, "李二").get_by_role("button").count() == 0


def test_one_message_to_those_who_have_not_answered_in_two_taps(phone, world, leader, as_user):
    activity_at(world, 72)
    as_user(phone, leader)

    phone.follow("看谁来")
    phone.press("提醒没有答复的 3 人")

    assert phone.sees("已提醒 2 人")  # 赵四 has no account
    assert Notice.objects.filter(kind="reminder", recipient=world.member).count() == 1
    assert phone.clicks == 2


def test_journey_8_a_make_up_is_confirmed_in_two_taps_and_one_of_a_visit_in_five(
    phone, world, leader, running, as_user
):
    attending.mark(running, world.plain_member, status="leave_sick", by=world.secretary)
    attending.mark(running, world.others[2], status="leave_sick", by=world.secretary)
    attending.mark_all_present(running, by=world.secretary)
    attending.close(running, by=world.secretary)
    row = MakeUp.objects.get(attendance__member=world.plain_member)
    making_up.hand_in(row, by=world.member, method="reading", done_on=clock.today())
    as_user(phone, leader)

    phone.click(line_of(phone, "钱五").get_by_role("link"))
    phone.press("确认办结")
    assert phone.sees("钱五的补课已办结")
    assert phone.clicks == 2

    phone.clicks = 0
    phone.click(line_of(phone, "赵四").get_by_role("link"))
    phone.click(phone.page.get_by_text("替本人记补课"))
    phone.click(phone.page.get_by_role("radio", name="送学上门"))
    phone.write("visitors", "李二、张一")
    phone.write("brought", "学习材料")
    phone.press("交给另一个人确认")

    assert phone.sees("送学上门（李二、张一，带去学习材料）")
    assert MakeUp.objects.get(attendance__member=world.others[2]).state == MakeUpState.DONE
    assert (phone.clicks, phone.inputs) == (4, 2)
