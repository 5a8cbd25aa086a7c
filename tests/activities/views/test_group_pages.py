"""A leader's pages at 390 px: own people only, by persona; each page costs the same for one and three (G02, G07)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from activities.choices import GroupRegisterState, MakeUpState
from activities.models import GroupRegister, MakeUp
from activities.services import attending, leading, making_up
from branches.services.grouping import form_group
from members.choices import Post
from members.models import MembershipSpell
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 18)


@pytest.fixture
def group(world):
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    people = [world.others[0], world.plain_member]
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


@pytest.fixture
def held(world, leader, group, running, today):
    """钱五 of the group and 王三 of no group stayed away."""
    leading.mark_rest_present(running, group, by=leader)
    leading.mark(running, group, world.plain_member, status="absent", by=leader)
    attending.mark(running, world.others[1], status="absent", by=world.secretary)
    today.move_to(datetime(2026, 6, 18, 18, 0, tzinfo=clock.OFFICE))
    return attending.close(running, by=world.secretary)


def text(response):
    return response.content.decode()


def test_a_leader_lands_on_the_own_group_and_sees_nobody_else(client_for, world, leader, running):
    page = text(client_for(leader).get("/", follow=True))
    assert "<h1>第一党小组</h1>" in page

    page = text(client_for(leader).get(reverse("group_activity", args=[running.pk])))
    assert "钱五" in page
    assert "王三" not in page
    assert "赵四" not in page


def test_a_leader_is_refused_the_register_of_the_branch(client_for, leader, running):
    assert client_for(leader).get(reverse("activity_detail", args=[running.pk])).status_code == 404


def test_nobody_of_another_group_can_be_marked_by_key(client_for, world, leader, running):
    place = reverse("group_activity_marks", args=[running.pk])
    answer = client_for(leader).post(place, {"member": world.others[1].pk, "status": "present"})

    assert answer.status_code == 404
    assert not running.attendances.exists()


def test_an_activity_of_another_branch_or_a_draft_is_not_there(client_for, world, leader, today):
    foreign = make_activity(world.foreign_branch, DAY, state="announced")
    draft = make_activity(world.branch, DAY)
    for activity in (foreign, draft):
        assert client_for(leader).get(reverse("group_activity", args=[activity.pk])).status_code == 404


def test_marked_handed_up_confirmed_given_back(client_for, world, leader, running):
    client, secretary = client_for(leader), client_for(world.secretary)
    place = reverse("group_activity", args=[running.pk])
    client.post(f"{place}marks/rest/")
    client.post(f"{place}marks/", {"member": world.plain_member.pk, "status": "absent"})
    assert "上报给书记：到会 1 / 2" in text(client.get(place))
    assert "已上报，等书记确认" in text(client.post(f"{place}handing-up/", follow=True))

    register = GroupRegister.objects.get()
    detail = reverse("activity_detail", args=[running.pk])
    assert "等您确认" in text(secretary.get(detail))
    secretary.post(reverse("group_register_confirm", args=[register.pk]))
    assert "张一已确认" in text(client.get(place))

    back = reverse("group_register_return", args=[register.pk])
    assert "这一项要填" in text(secretary.post(back, {"reason": ""}))
    secretary.post(back, {"reason": "钱五后来到了"})
    register.refresh_from_db()
    assert register.state == GroupRegisterState.RETURNED
    assert "书记退回：</b>钱五后来到了" in text(client.get(place))


def test_a_leader_sees_and_closes_only_the_make_ups_of_the_own_people(client_for, world, leader, held):
    client = client_for(leader)
    own = MakeUp.objects.get(attendance__member=world.plain_member)
    other = MakeUp.objects.get(attendance__member=world.others[1])
    page = text(client.get(reverse("group_home")))
    assert "钱五" in page
    assert "王三" not in page
    assert client.get(reverse("group_make_up", args=[other.pk])).status_code == 404
    assert client.post(reverse("group_make_up_confirm", args=[other.pk])).status_code == 404

    client.post(reverse("group_make_up_contact", args=[own.pk]), {"cause": "忘记了"})
    making_up.hand_in(own, by=world.member, method="talk", done_on=DAY)
    client.post(reverse("group_make_ups_confirmed"), {"make_up": [own.pk, other.pk]})
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.state, other.state) == (MakeUpState.CONFIRMED, MakeUpState.OPEN)


def test_a_home_visit_typed_on_the_leaders_phone(client_for, world, leader, held):
    own = MakeUp.objects.get(attendance__member=world.plain_member)
    place, client = reverse("group_make_up_result", args=[own.pk]), client_for(leader)

    wrong = client.post(place, {"method": "home", "done_on": "2026-06-18"})
    assert wrong.status_code == 422
    assert "送学上门请写谁去的" in text(wrong)
    client.post(place, {"method": "home", "done_on": "2026-06-18", "visitors": "李二", "brought": "材料"})
    own.refresh_from_db()
    assert own.what == "送学上门（李二，带去材料）"
    again = client.post(reverse("group_make_up_confirm", args=[own.pk]), follow=True)
    assert "要由另一位同志确认" in text(again)


def test_a_leader_in_no_group_is_told_so(client_for, world, leader, running):
    MembershipSpell.objects.update(group=None)
    assert "您现在不在任何党小组里" in text(client_for(leader).get(reverse("group_home")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_a_leader_cost_the_same(
    client_for, world, leader, group, today, django_assert_num_queries, count
):
    for number in range(count):
        member = make_member(world.branch, name=f"组员{number}")
        MembershipSpell.objects.filter(member=member).update(group=group)
        activity = make_activity(world.branch, date(2026, 6, 8 + number), state="announced")
        attending.mark(activity, member, status="absent", by=world.secretary)
        attending.close(activity, by=world.secretary)
    coming = make_activity(world.branch, date(2026, 6, 25), state="announced")
    client = client_for(leader)
    client.get(reverse("group_home"))

    with django_assert_num_queries(8):
        client.get(reverse("group_home"))
    with django_assert_num_queries(15):
        client.get(reverse("group_activity", args=[coming.pk]))
