"""Texts passed on with both days (ED-06); leaders at home and at their contact branch (MEM-19, N36)."""

from datetime import date, time

import pytest

from activities.models import Conveyance, LeaderContact
from activities.reports.dual_life import dual_life
from activities.services import attending, conveying, preparing
from activities.services import dual_life as verbs
from activities.services.conveying import Text
from branches.scoping import Scope
from members.choices import Post
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user


def text(answer) -> str:
    return answer.content.decode()


def test_a_text_waits_until_it_is_passed_on_and_the_meeting_gives_the_day(world, today, client_for):
    client = client_for(world.secretary)
    sent = {"title": "《中国共产党纪律处分条例》", "received_on": "2026-06-10", "is_integrity": "on"}
    for _ in range(2):
        assert client.post("/conveyances/new/", sent).status_code == 302
    row = Conveyance.objects.get()
    assert "还没有传达 1 份" in text(client.get("/conveyances/"))
    meeting = make_activity(world.branch, date(2026, 6, 16), kind="member_meeting", start=time(9), hours=1)
    assert client.post(f"/conveyances/{row.pk}/", {**sent, "activity": meeting.pk}).status_code == 302
    row.refresh_from_db()
    assert (row.conveyed_on, row.days) == (date(2026, 6, 16), 6)
    assert "6 天" in text(client.get("/conveyances/"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"received_on": date(2026, 6, 19)}, "晚于今天"),
        ({"conveyed_on": date(2026, 6, 9)}, "不能早于收到"),
        ({"conveyed_on": date(2026, 6, 19)}, "晚于今天"),
        ({"title": " "}, "文件名称"),
    ],
)
def test_days_that_cannot_be_are_refused(world, today, changes, sentence):
    values = {"title": "意见", "received_on": date(2026, 6, 10), **changes}
    with pytest.raises(DomainError, match=sentence):
        conveying.enter(world.branch, Text(**values), by=world.secretary)


def test_passed_on_at_a_meeting_before_it_came_is_refused_at_the_meeting(world, today):
    meeting = make_activity(world.branch, date(2026, 6, 9))
    with pytest.raises(DomainError, match="不能早于收到") as refusal:
        conveying.enter(world.branch, Text("意见", date(2026, 6, 10), activity=meeting), by=world.secretary)
    assert refusal.value.field == "activity"


def test_an_entry_by_mistake_leaves_with_a_reason_and_another_branch_finds_none(world, today, client_for):
    row = conveying.enter(world.branch, Text("意见", date(2026, 6, 10)), by=world.secretary)
    assert client_for(world.outsider).get(f"/conveyances/{row.pk}/").status_code == 404
    client = client_for(world.secretary)
    assert client.post(f"/conveyances/{row.pk}/removal/", {"reason": ""}).status_code == 422
    assert client.post(f"/conveyances/{row.pk}/removal/", {"reason": "重复"}).status_code == 302
    assert not Conveyance.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    world, today, client_for, number, django_assert_num_queries
):
    for each in range(number):
        conveying.enter(world.branch, Text(f"意见{each}", date(2026, 6, 10)), by=world.secretary)
    client = client_for(world.secretary)
    with django_assert_num_queries(6):
        client.get("/conveyances/")


@pytest.fixture
def leader(world, today):
    """赵四, a leader who is the contact person of another branch of the committee."""
    contact = make_branch(parent=world.committee, name="联系点支部")
    secretary = make_user("contact", name="联系书记")
    make_member(contact, name="联系书记", user=secretary)
    appoint(secretary, contact, Post.SECRETARY)
    row = verbs.name_leader(
        world.committee, world.others[2], branch=contact, since=date(2026, 1, 1), by=world.reviewer
    )
    for branch, user in ((world.branch, world.secretary), (contact, secretary)):
        activity = make_activity(branch, date(2026, 6, 10), state="announced", start=time(14))
        attending.mark_all_present(activity, by=user)
        if branch == contact:
            preparing.invite(activity, by=user, name="赵四", kind="superior", office="工委委员")
        today.move_to(clock.at(date(2026, 6, 18), time(9)))
        attending.close(activity, by=user)
    return row


def test_both_columns_come_from_the_registers(world, leader):
    (line,) = dual_life(Scope(paths=(world.committee.path,)), 2026)

    assert (line.member_name, line.attended, line.expected) == ("赵四", 1, 1)
    assert [visit.activity.branch_id for visit in line.visits] == [leader.branch_id]


def test_before_and_after_the_contact_nothing_counts(world, leader):
    verbs.end_contact(leader, last_day=date(2026, 6, 9), by=world.reviewer)

    assert dual_life(Scope(paths=(world.committee.path,)), 2026)[0].visits == []
    assert dual_life(Scope(paths=(world.committee.path,)), 2025) == []


def test_the_own_branch_is_no_contact_branch_and_twice_is_one(world, today):
    with pytest.raises(DomainError, match="自己的支部"):
        verbs.name_leader(
            world.committee, world.others[0], branch=world.branch, since=date(2026, 1, 1), by=world.reviewer
        )
    for _ in range(2):
        verbs.name_leader(
            world.committee, world.others[0], branch=None, since=date(2026, 1, 1), by=world.reviewer
        )
    assert LeaderContact.objects.count() == 1


def test_the_committee_names_a_leader_by_name(world, leader, client_for):
    client = client_for(world.reviewer)
    assert "赵四" in text(client.get("/board/dual-life/"))
    assert client.post("/board/dual-life/", {"name": "没有这人", "since": "2026-06-01"}).status_code == 422
    assert client.post("/board/dual-life/", {"name": "李二", "since": "2026-06-01"}).status_code == 302
    assert client.post(f"/board/dual-life/{leader.pk}/ending/").status_code == 302
    leader.refresh_from_db()
    assert leader.until == clock.today()
    assert client_for(world.secretary).get("/board/dual-life/").status_code == 403
    assert client_for(world.outsider).post(f"/board/dual-life/{leader.pk}/ending/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_ledger_of_leaders_costs_the_same_for_one_and_three(
    world, leader, number, django_assert_num_queries
):
    for member in world.others[: number - 1]:
        verbs.name_leader(world.committee, member, branch=None, since=date(2026, 1, 1), by=world.reviewer)
    with django_assert_num_queries(3):
        dual_life(Scope(paths=(world.committee.path,)), 2026)
