"""The pages of a joint event: the organizer's, the invited branch's, the member's; and who may not see what."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.choices import PartState
from activities.models import ActivityChange, Filing, JointEvent, JointPart
from activities.rules.sign_in_code import code_at
from activities.services import announcing, attending, changing, joining, recording
from members.choices import Post
from partywork.common import clock
from tests.activities.services.test_joint_events import DAY, START, adopt, fresh, make_guest
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_committee
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def near(world):
    return make_guest(world.committee, "邻近支部")


@pytest.fixture
def lead(world, today):
    return make_activity(world.branch, DAY, theme="共学原文", host=world.secretary_member)


@pytest.fixture
def joint(world, lead, near):
    made = joining.open_joint(lead, by=world.secretary, branches=[near.branch])
    near.part = made.parts.get(branch=near.branch)
    return made


def text_of(response):
    return response.content.decode()


def test_a_neighbour_is_ticked_and_a_stranger_named_by_code_or_full_name(world, lead, near, client_for):
    far = make_guest(make_committee(name="远方委员会"), "远方支部")
    client, address = client_for(world.secretary), reverse("activity_joint", args=[lead.pk])

    page = text_of(client.get(address))
    assert "邻近支部" in page
    assert "远方支部" not in page
    assert world.foreign_branch.name not in page

    wrong = client.post(address, {"others": "没有这个支部"})
    assert wrong.status_code == 422
    assert "没有找到“没有这个支部”" in text_of(wrong)
    assert "没有这个支部</textarea>" in text_of(wrong)

    client.post(address, {"branches": [near.branch.pk], "others": f"{far.branch.code}，另一支部"})
    asked = JointPart.objects.filter(state=PartState.INVITED).values_list("branch__name", flat=True)
    assert set(asked) == {"邻近支部", "远方支部", "另一支部"}


def test_nobody_chosen_is_refused(world, lead, near, client_for):
    answer = client_for(world.secretary).post(reverse("activity_joint", args=[lead.pk]), {})
    assert "请至少选一个支部" in text_of(answer) or answer.status_code == 200
    assert not JointEvent.objects.exists()


def test_the_invited_secretary_finds_it_on_the_first_page_and_answers(world, joint, near, client_for):
    row = make_row(make_plan(near.branch, state="approved"), 6)
    client = client_for(near.secretary)

    assert "答复联合活动：共学原文" in text_of(client.get("/"))
    page = text_of(client.get(reverse("joint_part", args=[near.part.pk])))
    assert "作为本支部的主题党日" in page
    data = {"on": "2026-06-18", "note": "第6号", "row": str(row.pk)}
    answer = client.post(reverse("joint_adoption", args=[near.part.pk]), data)

    part = fresh(near.part)
    assert part.activity.row == row
    assert answer.headers["Location"] == reverse("activity_detail", args=[part.activity.pk]) + "#notice"
    assert "答复联合活动" not in text_of(client.get("/"))


def test_a_decision_in_the_future_comes_back_with_what_was_typed(joint, near, client_for):
    answer = client_for(near.secretary).post(
        reverse("joint_adoption", args=[near.part.pk]), {"on": "2026-06-19", "note": "第9号"}
    )
    assert answer.status_code == 422
    assert "决定日期不能晚于今天" in text_of(answer)
    assert "第9号" in text_of(answer)


def test_declining_asks_for_a_word_and_the_organizer_reads_it(world, joint, near, client_for):
    client, address = client_for(near.secretary), reverse("joint_refusal", args=[near.part.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "当天换届"})
    assert "当天换届" in text_of(client_for(world.secretary).get(reverse("joint_detail", args=[joint.pk])))


def test_the_invited_branch_sees_the_common_part_and_never_the_hosts_own(
    world, joint, near, lead, client_for, today
):
    activity = adopt(near)
    announcing.announce(fresh(lead), by=world.secretary)
    announcing.announce(activity, by=near.secretary)
    today.move_to(START + timedelta(minutes=1))
    for member in world.roster:
        attending.sign_in(lead.pk, member.pk)
    client = client_for(near.secretary)

    pages = [
        text_of(client.get(reverse("joint_part", args=[near.part.pk]))),
        text_of(client.get(reverse("activity_detail", args=[activity.pk]))),
        text_of(client.get(reverse("wall", args=[activity.pk]))),
    ]
    assert "已签到 5 人" in pages[2]
    for page in pages:
        assert not any(member.name in page for member in world.roster)
    foreign = ("activity_detail", "wall", "wall_state", "activity_change", "activity_joint")
    for name in foreign:
        assert client.get(reverse(name, args=[lead.pk])).status_code == 404, name
    for name in ("joint_detail", "joint_wall", "joint_change"):
        assert client.get(reverse(name, args=[joint.pk])).status_code == 404, name
    for name in ("joint_invitations", "joint_text"):
        assert client.post(reverse(name, args=[joint.pk])).status_code == 404, name
    # And the host has no way into theirs.
    host = client_for(world.secretary)
    assert host.get(reverse("joint_part", args=[near.part.pk])).status_code == 404
    assert host.get(reverse("activity_detail", args=[activity.pk])).status_code == 404
    assert host.post(reverse("joint_leaving", args=[near.part.pk]), {"reason": "x"}).status_code == 404
    page = text_of(host.get(reverse("joint_detail", args=[joint.pk])))
    assert not any(member.name in page for member in near.members)


def test_an_uninvited_secretary_sees_nothing(joint, near, client_for, world):
    client = client_for(world.outsider)
    assert client.get(reverse("joint_part", args=[near.part.pk])).status_code == 404
    assert client.get(reverse("joint_detail", args=[joint.pk])).status_code == 404
    assert "共学原文" not in text_of(client.get(reverse("joint_list")))


def test_the_one_screen_signs_in_members_of_both(world, joint, near, lead, client_for, today):
    activity = adopt(near)
    announcing.announce(activity, by=near.secretary)
    today.move_to(START + timedelta(minutes=2))
    code = code_at(lead.sign_in_secret, lead.pk, clock.now().timestamp())
    phone = client_for(near.members[1].user)

    looked = text_of(phone.get(reverse("sign_in", args=[lead.pk, code])))
    assert "共学原文" in looked
    ticket = looked.split('action="/sign-in/')[1].split('"')[0]
    signed = text_of(phone.post(f"/sign-in/{ticket}"))

    assert "已签到 14:02" in signed
    # 有误，要更正 leads to the own branch's activity.
    assert f"/my/activities/{activity.pk}/#objection" in signed
    assert phone.get(f"/my/activities/{activity.pk}/").status_code == 200
    assert phone.get(f"/my/activities/{lead.pk}/").status_code == 404
    assert list(lead.attendances.all()) == []


@pytest.mark.parametrize("own", [False, True], ids=["plain", "joint"])
def test_signing_in_costs_at_most_three_queries_more_only_on_a_joint_day(
    world, joint, near, lead, client_for, today, own, django_assert_max_num_queries
):
    adopt(near)
    alone = make_activity(world.branch, DAY, theme="独自", state="announced")
    today.move_to(START + timedelta(minutes=2))
    activity = lead if own else alone
    user = near.members[1].user if own else world.member
    phone = client_for(user)
    code = code_at(activity.sign_in_secret, activity.pk, clock.now().timestamp())
    looked = text_of(phone.get(reverse("sign_in", args=[activity.pk, code])))
    ticket = looked.split('action="/sign-in/')[1].split('"')[0]
    with django_assert_max_num_queries(4 if own else 3):
        phone.post(f"/sign-in/{ticket}")


def test_the_box_of_time_is_only_shown_to_a_branch_that_follows(joint, near, client_for):
    activity = adopt(near)
    client, address = client_for(near.secretary), reverse("activity_change", args=[activity.pk])
    page = text_of(client.get(address))
    assert "由主办单位统一安排" in page

    data = {
        "revision": activity.revision,
        "day": "2026-07-09",
        "start": "09:00",
        "end": "12:00",
        "theme": "别的主题",
        "requirement": "optional",
        "venue": "on_site",
        "recorder": near.members[1].pk,
        "host": near.members[0].pk,
    }
    assert client.post(address, data).status_code == 302
    changed = fresh(activity)
    assert (changed.starts_at, changed.theme) == (START, "共学原文")
    assert changed.recorder == near.members[1]


def test_the_moved_day_is_reported_from_the_first_page_by_one_click(world, joint, near, lead, client_for):
    announcing.announce(adopt(near), by=near.secretary)
    lead = fresh(lead)
    fields = {"starts_at": START + timedelta(days=1), "ends_at": START + timedelta(days=1, hours=4)}
    changing.change(lead, by=world.secretary, revision=lead.revision, fields=fields, reason="会场冲突")
    client = client_for(near.secretary)

    page = text_of(client.get("/"))
    assert "报备变更：共学原文" in page
    row = ActivityChange.objects.get(activity__branch=near.branch)
    client.post(reverse("change_filing", args=[row.pk]))
    client.post(reverse("change_filing", args=[row.pk]))

    assert Filing.objects.filter(branch=near.branch, kind="change").count() == 1
    assert "报备变更" not in text_of(client.get("/"))
    assert client_for(world.secretary).post(reverse("change_filing", args=[row.pk])).status_code == 404


def test_the_common_text_is_taken_by_one_click(world, joint, near, lead, client_for, today):
    activity = adopt(near)
    today.move_to(lead.ends_at)
    record = attending.close(activity, by=near.secretary).record
    host = client_for(world.secretary)
    host.post(
        reverse("joint_text", args=[joint.pk]),
        {"text": "两个支部共学原文。", "revision": fresh(joint).revision},
    )
    client = client_for(near.secretary)

    assert "带入“主要内容”" in text_of(client.get(reverse("record_detail", args=[record.pk])))
    client.post(reverse("record_common_text", args=[record.pk]))
    page = text_of(client.get(reverse("record_detail", args=[record.pk])))
    assert "带入“主要内容”" not in page
    assert fresh(record).content == "两个支部共学原文。"
    assert "会计学院学生第二党支部主办" in page


def test_a_filed_sheet_keeps_what_it_said_of_the_joint_day(world, joint, near, lead, client_for, today):
    activity = adopt(near)
    today.move_to(lead.ends_at)
    record = attending.close(activity, by=near.secretary, low_reason="少").record
    written = {"content": "学", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}
    recording.submit(
        recording.write(record, by=near.secretary, revision=record.revision, fields=written),
        by=near.secretary,
    )
    content = Filing.objects.get(kind="record").rounds.get().content
    assert content["joint"] == {"organizer": world.branch.name, "is_host": False, "branches": ["邻近支部"]}


def test_two_who_write_the_common_text_at_once_both_keep_theirs(world, joint, lead, client_for, today):
    today.move_to(START)
    client, address = client_for(world.secretary), reverse("joint_text", args=[joint.pk])
    client.post(address, {"text": "甲写的", "revision": 1})
    late = client.post(address, {"text": "乙写的", "revision": 1})
    assert late.status_code == 422
    assert "甲写的" in text_of(late)
    assert "乙写的" in text_of(late)


# --- the committee --------------------------------------------------------------------------------------


def open_day(client, branches, **fields):
    data = {
        "theme": "庆祝七一",
        "day": "2026-06-30",
        "start": "09:00",
        "end": "12:00",
        "venue": "on_site",
        "requirement": "required",
        "branches": [branch.pk for branch in branches],
        **fields,
    }
    return client.post(reverse("joint_new"), data)


def test_the_committee_opens_a_day_sees_who_adopted_and_changes_it(world, near, today, client_for):
    client = client_for(world.reviewer)
    open_day(client, [world.branch, near.branch])
    joint = JointEvent.objects.get()
    near.part = joint.parts.get(branch=near.branch)
    activity = adopt(near)

    page = text_of(client.get(reverse("joint_detail", args=[joint.pk])))
    assert "已确认 1 个支部，1 个待答复" in page
    assert near.secretary.name in page
    data = {
        "theme": "庆祝七一",
        "day": "2026-06-30",
        "start": "14:00",
        "end": "17:00",
        "venue": "on_site",
        "requirement": "required",
        "revision": joint.revision,
    }
    refused = client.post(reverse("joint_change", args=[joint.pk]), data)
    assert refused.status_code == 422
    assert (
        client.post(reverse("joint_change", args=[joint.pk]), {**data, "reason": "会场"}).status_code == 302
    )
    assert fresh(activity).starts_at.astimezone(clock.OFFICE).hour == 14


def test_the_committees_screen_shows_a_code_once_a_branch_adopted(world, near, today, client_for):
    client = client_for(world.reviewer)
    open_day(client, [near.branch])
    joint = JointEvent.objects.get()
    wall = reverse("joint_wall", args=[joint.pk])
    assert "还没有支部确认" in text_of(client.get(wall))
    near.part = joint.parts.get()
    activity = adopt(near)
    today.move_to(joint.starts_at)
    attending.sign_in(activity.pk, near.members[0].pk)

    page = text_of(client.get(wall))
    assert "签到二维码" in page
    assert "已签到 <b>1</b> 人" in page


def test_a_reader_of_the_committee_may_look_and_not_act(world, near, today, client_for):
    open_day(client_for(world.reviewer), [near.branch])
    joint = JointEvent.objects.get()
    reader = make_user(name="马二")
    appoint(reader, world.committee, Post.DISCIPLINE_MEMBER)
    client = client_for(reader)
    assert client.get(reverse("joint_detail", args=[joint.pk])).status_code == 200
    assert client.get(reverse("joint_change", args=[joint.pk])).status_code == 403
    assert client.post(reverse("joint_text", args=[joint.pk]), {}).status_code == 403


def test_a_day_hosted_by_a_branch_is_changed_on_the_branchs_own_page(world, joint, lead, client_for):
    answer = client_for(world.secretary).get(reverse("joint_change", args=[joint.pk]))
    assert answer.headers["Location"] == reverse("activity_change", args=[lead.pk])


# --- as many queries for one as for three ---------------------------------------------------------------


@pytest.mark.parametrize("branches", [1, 3])
def test_pages_cost_the_same_for_one_branch_and_for_three(
    world, lead, client_for, branches, django_assert_num_queries
):
    guests = [make_guest(world.committee, f"支部{n}", people=2) for n in range(branches)]
    made = joining.open_joint(lead, by=world.secretary, branches=[guest.branch for guest in guests])
    for guest in guests:
        guest.part = made.parts.get(branch=guest.branch)
        adopt(guest)
    client = client_for(world.secretary)
    client.get("/")
    with django_assert_num_queries(QUERIES["detail"]):
        client.get(reverse("joint_detail", args=[made.pk]))
    client.get(reverse("wall", args=[lead.pk]))
    with django_assert_num_queries(QUERIES["wall"]):
        client.get(reverse("wall", args=[lead.pk]))
    theirs = client_for(guests[0].secretary)
    theirs.get("/")
    with django_assert_num_queries(QUERIES["part"]):
        theirs.get(reverse("joint_part", args=[guests[0].part.pk]))


QUERIES = {"detail": 9, "wall": 6, "part": 9}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    world, near, today, client_for, rows, django_assert_num_queries
):
    for number in range(rows):
        activity = make_activity(world.branch, date(2026, 6, 24 + number), theme=f"活动{number}")
        joining.open_joint(activity, by=world.secretary, branches=[near.branch])
    for user, queries in ((world.secretary, 7), (near.secretary, 6), (world.reviewer, 8)):
        client = client_for(user)
        client.get(reverse("joint_list"))
        with django_assert_num_queries(queries):
            client.get(reverse("joint_list"))
