"""A group leader sees and edits the own group, hands it up, the secretary confirms, and it is locked (G01 to G05)."""

from datetime import date, datetime

import pytest

from activities.choices import GroupRegisterState
from activities.models import Attendance, GroupRegister, LeaveRequest, Notice
from activities.reports.group_page import group_home, group_lines
from activities.services import announcing, attending, leading, leaving, making_up, notifying
from branches.services.grouping import form_group
from members.access import access_of
from members.choices import Post
from members.models import MembershipSpell
from members.reports.led_group import led_group
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 18)


@pytest.fixture
def group(world):
    """李二 leads 钱五 and 赵四."""
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    people = [world.others[0], world.plain_member, world.others[2]]
    MembershipSpell.objects.filter(member__in=people).update(group=group)
    return group


@pytest.fixture
def leader(world, group):
    user = make_user("leader", name="李二")
    world.others[0].user = user
    world.others[0].save()
    appoint(user, world.branch, Post.GROUP_LEADER)
    return user


@pytest.fixture
def running(world, group, today):
    activity = make_activity(world.branch, DAY, state="announced")
    today.move_to(datetime(2026, 6, 18, 14, 0, tzinfo=clock.OFFICE))
    return activity


def test_the_led_group_is_the_leaders_own(world, group, leader):
    assert led_group(access_of(leader), DAY) == group
    assert led_group(access_of(world.secretary), DAY) is None


def test_a_leader_without_a_group_leads_nobody(world, leader):
    MembershipSpell.objects.filter(member=world.others[0]).update(group=None)

    assert led_group(access_of(leader), DAY) is None


def test_the_page_names_the_own_people_only(world, group, running):
    assert [line.name for line in group_lines(running, group)] == ["钱五", "李二", "赵四"]


def test_a_leader_marks_nobody_of_another_group(world, group, leader, running):
    with pytest.raises(DomainError, match="不在您的小组"):
        leading.mark(running, group, world.others[1], status="present", by=leader)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("status", ["leave_official", "exempt", "unsettled", "nonsense"])
def test_a_leader_grants_neither_leave_nor_exemption(world, group, leader, running, status):
    with pytest.raises(DomainError, match="只登记到会、迟到和没来"):
        leading.mark(running, group, world.plain_member, status=status, by=leader)


def test_nothing_is_marked_before_the_doors_open(world, group, leader, running, today):
    today.move_to(datetime(2026, 6, 18, 11, 59, tzinfo=clock.OFFICE))
    with pytest.raises(DomainError, match="还没到登记的时间"):
        leading.mark(running, group, world.plain_member, status="present", by=leader)


def test_the_rest_of_the_group_came_and_nobody_else_is_ticked(world, group, leader, running):
    LeaveRequest.objects.create(
        activity=running, member=world.others[2], reason="sick", state="approved", asked_at=clock.now()
    )

    assert leading.mark_rest_present(running, group, by=leader) == 2
    assert set(running.attendances.values_list("member__name", flat=True)) == {"李二", "钱五"}


def test_who_is_not_marked_holds_the_handing_up_and_is_named(world, group, leader, running):
    leading.mark(running, group, world.plain_member, status="present", by=leader)

    with pytest.raises(DomainError, match="还有2人没有登记：李二、赵四。"):
        leading.hand_up(running, group, by=leader)


def test_handed_up_confirmed_and_locked(world, group, leader, running):
    leading.mark_rest_present(running, group, by=leader)
    leading.mark(running, group, world.plain_member, status="absent", by=leader)
    register = leading.hand_up(running, group, by=leader)

    assert (register.present, register.expected) == (2, 3)
    assert "第一党小组上报到会：2/3" in Notice.objects.get(recipient=world.secretary).subject
    with pytest.raises(DomainError, match="已上报"):
        leading.mark(running, group, world.plain_member, status="present", by=leader)

    for _ in range(2):
        register = leading.confirm(register, by=world.secretary)
    with pytest.raises(DomainError, match="所在小组的到会已经确认"):
        attending.mark(running, world.plain_member, status="present", by=world.secretary)
    attending.mark_all_present(running, by=world.secretary)
    assert Attendance.objects.get(member=world.plain_member).status == "absent"


def test_who_came_after_the_lock_still_signs_in_by_himself(world, group, leader, running):
    leading.mark_rest_present(running, group, by=leader)
    leading.mark(running, group, world.plain_member, status="absent", by=leader)
    leading.confirm(leading.hand_up(running, group, by=leader), by=world.secretary)

    attending.sign_in(running.pk, world.plain_member.pk)

    assert Attendance.objects.get(member=world.plain_member).is_present


def test_taken_back_before_and_given_back_after_the_confirmation(world, group, leader, running):
    leading.mark_rest_present(running, group, by=leader)
    register = leading.take_back(leading.hand_up(running, group, by=leader), by=leader)
    assert register.state == GroupRegisterState.OPEN

    leading.confirm(leading.hand_up(running, group, by=leader), by=world.secretary)
    with pytest.raises(DomainError, match="不能收回"):
        leading.take_back(register, by=leader)
    with pytest.raises(DomainError, match="请写明哪里要改"):
        leading.give_back(register, by=world.secretary, reason=" ")
    leading.give_back(register, by=world.secretary, reason="赵四没有来")

    assert Notice.objects.get(recipient=leader, occasion__startswith="group-back").body == "赵四没有来"
    leading.mark(running, group, world.others[2], status="absent", by=leader)
    assert leading.hand_up(running, group, by=leader).present == 2


def test_a_secretary_who_leads_the_group_himself_needs_another_to_confirm(world, group, running):
    leading.mark_rest_present(running, group, by=world.secretary)
    register = leading.hand_up(running, group, by=world.secretary)

    with pytest.raises(DomainError, match="请另一位同志确认"):
        leading.confirm(register, by=world.secretary)


def test_after_the_end_the_register_is_the_secretarys(world, group, leader, running, today):
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    attending.close(running, by=world.secretary)

    with pytest.raises(DomainError, match="签到册已固定"):
        leading.mark(running, group, world.plain_member, status="present", by=leader)


def test_one_message_to_those_of_the_group_who_have_not_answered(world, group, leader, today):
    activity = announcing.announce(make_activity(world.branch, date(2026, 6, 25)), by=world.secretary)
    leaving.answer_coming(activity, world.others[0], by=leader)

    assert leading.remind_group(activity, group, by=leader) == 1  # 钱五; 赵四 has no account
    assert leading.remind_group(activity, group, by=leader) == 0
    told = Notice.objects.filter(kind="reminder").values_list("recipient__name", flat=True)
    assert list(told) == ["钱五"]


def test_a_leader_follows_and_confirms_the_make_ups_of_the_own_people(world, group, leader, running, today):
    leading.mark_rest_present(running, group, by=leader)
    leading.mark(running, group, world.plain_member, status="absent", by=leader)
    attending.mark(running, world.others[1], status="absent", by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    attending.close(running, by=world.secretary)

    (own,) = group_home(group, clock.now()).make_ups
    assert own.attendance.member == world.plain_member
    making_up.contact(own, by=leader, cause="忘记了")
    making_up.hand_in(own, by=world.member, method="talk", done_on=DAY)
    notifying.deliver_all()
    assert Notice.objects.get(recipient=leader, kind="make_up").link == f"/group/make-ups/{own.pk}/"
    making_up.confirm(own, by=leader)


def test_another_groups_register_is_not_touched(world, group, leader, running):
    other = form_group(world.branch, "第二党小组", by=world.secretary)
    MembershipSpell.objects.filter(member=world.others[1]).update(group=other)
    leading.mark_rest_present(running, group, by=leader)
    leading.confirm(leading.hand_up(running, group, by=leader), by=world.secretary)

    assert not GroupRegister.objects.filter(group=other).exists()
    attending.mark(running, world.others[1], status="present", by=world.secretary)
