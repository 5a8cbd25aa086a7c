"""The minutes at a desk and on a phone: written, signed, added to, read by those who may (MT-11, MT-12)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.forms.recording import record_initial
from activities.models import RecordSheet
from activities.services import minutes_addenda
from activities.services.minutes_signing import sign
from branches.models import PartyGroup
from members.choices import Post
from members.models import MembershipSpell
from tests.activities.minutes import WRITTEN, hold, written
from tests.factories.members import appoint, make_member, make_user


def place(name, record):
    return reverse(name, args=[record.pk])


def fresh(record):
    return RecordSheet.objects.get(pk=record.pk)


@pytest.fixture
def record(world, today):
    return written(world, today)


@pytest.fixture
def signed(world, record):
    sign(record, by=world.secretary)
    return sign(record, by=world.member).record


@pytest.mark.parametrize(
    ("persona", "seen", "done"),
    [
        ("secretary", 200, 302), ("reviewer", 200, 403), ("member", 200, 302), ("other", 404, 404),
        ("outsider", 404, 404),
    ],
)  # fmt: skip
def test_who_reads_and_who_writes_at_a_desk(world, record, client_for, persona, seen, done):
    """The recorder writes, whatever post he holds; another member of the branch does not."""
    world.other = make_user("other", name="李二")
    world.others[0].user = world.other
    world.others[0].save()
    client = client_for(getattr(world, persona))
    assert client.get(place("record_detail", record)).status_code == seen
    assert client.post(place("record_detail", record), record_initial(record)).status_code == done


def test_a_member_meeting_asks_for_three_boxes_and_fills_the_rest(world, record, client_for):
    page = client_for(world.secretary).get(place("record_detail", record)).content.decode()
    assert page.count("<textarea") == 3
    for known in (
        "支部党员大会记录",
        "2026年第1次",
        "5人（正式4、预备1）",
        "赵四（公务请假，赴省城培训）",
        "主持人",
    ):
        assert known in page


def test_what_is_typed_is_saved_and_two_writers_are_shown_both_texts(world, record, client_for):
    client = client_for(world.secretary)
    mine = {**record_initial(record), "consensus": "同意，印发。"}
    client.post(place("record_detail", record), mine)
    assert fresh(record).consensus == "同意，印发。"
    theirs = {**mine, "base_consensus": WRITTEN["consensus"], "consensus": "不同意。"}
    answer = client.post(place("record_detail", record), theirs)
    assert answer.status_code == 409
    assert "同意，印发。" in answer.content.decode()
    assert "不同意。" in answer.content.decode()


def test_one_click_signs_and_the_other_signs_on_a_phone(world, record, client_for):
    desk, phone = client_for(world.secretary), client_for(world.member)
    assert "我以主持人身份签字" in desk.get(place("record_detail", record)).content.decode()
    desk.post(place("record_signature", record))
    page = phone.get(place("my_minutes", record)).content.decode()
    assert "我以记录人身份签字" in page
    phone.post(place("my_minutes_signature", record))
    assert fresh(record).state == "signed"
    page = phone.get(place("my_minutes", record)).content.decode()
    assert "身份签字" not in page
    assert "2026年6月18日已签字" in page


def test_an_incomplete_sheet_says_what_is_missing_and_is_not_signed(world, today, client_for):
    record = hold(world, today).record
    client = client_for(world.secretary)
    page = client.get(place("record_detail", record)).content.decode()
    assert "还缺 2 处，写好才能签" in page
    answer = client.post(place("record_signature", record), follow=True).content.decode()
    assert "讨论发言：一人一行" in answer
    assert not fresh(record).signatures.exists()


def test_chair_and_recorder_are_named_where_nobody_was(world, today, client_for):
    record = written(world, today, recorder=None)
    client = client_for(world.secretary)
    assert "还没有写明记录人" in client.get(place("record_detail", record)).content.decode()
    same = {"host": world.secretary_member.pk, "recorder": world.secretary_member.pk}
    answer = client.post(place("record_signers", record), same)
    assert (answer.status_code, "须是两个人" in answer.content.decode()) == (422, True)
    absent = {"host": world.secretary_member.pk, "recorder": world.roster[4].pk}
    assert client.post(place("record_signers", record), absent).status_code == 422
    named = {"host": world.secretary_member.pk, "recorder": world.plain_member.pk}
    assert client.post(place("record_signers", record), named).status_code == 302
    assert fresh(record).activity.recorder == world.plain_member


def test_a_signature_by_hand_is_written_down_and_a_wrong_day_keeps_the_form(world, today, client_for):
    record = written(world, today, host=world.others[0], recorder=world.secretary_member)
    client = client_for(world.secretary)
    assert "登记纸质签字" in client.get(place("record_detail", record)).content.decode()
    answer = client.post(place("record_paper_signature", record), {"role": "chair", "on": "2026-06-01"})
    assert (answer.status_code, "不能早于会议当天" in answer.content.decode()) == (422, True)
    client.post(place("record_signature", record))
    client.post(place("record_paper_signature", record), {"role": "chair", "on": "2026-06-18"})
    assert fresh(record).state == "signed"
    assert "（纸质）" in client.get(place("record_detail", record)).content.decode()


def test_after_signing_nothing_can_be_typed_but_an_addendum(world, signed, client_for):
    client = client_for(world.secretary)
    page = client.get(place("record_detail", signed)).content.decode()
    assert page.count("<textarea") == 1
    assert client.post(place("record_addenda", signed), {"text": " "}).status_code == 422
    client.post(place("record_addenda", signed), {"text": "漏记：王三建议印发。"})
    for reader, name in ((world.secretary, "record_detail"), (world.member, "my_minutes")):
        assert "漏记：王三建议印发。" in client_for(reader).get(place(name, signed)).content.decode()


def test_members_read_what_is_signed_and_nothing_before(world, record, client_for):
    other = make_user("other", name="李二")
    world.others[0].user = other
    world.others[0].save()
    assert client_for(other).get(place("my_minutes", record)).status_code == 404
    sign(record, by=world.secretary)
    sign(record, by=world.member)
    page = client_for(other).get(place("my_minutes", record))
    assert page.status_code == 200
    assert WRITTEN["consensus"] in page.content.decode()
    assert client_for(world.outsider).get(place("my_minutes", record)).status_code == 404


def test_minutes_of_the_committee_are_for_the_committee_and_the_superior(world, today, client_for):
    deputy = make_user("deputy", name="李二")
    world.others[0].user = deputy
    world.others[0].save()
    appoint(deputy, world.branch, Post.ORGANIZATION_MEMBER)
    today.move_to(today_start())
    record = written(
        world, today, "committee_meeting",
        recorder=world.others[0], present=[world.secretary_member, world.others[0]],
    )  # fmt: skip
    sign(record, by=world.secretary)
    sign(record, by=deputy)
    assert client_for(world.member).get(place("my_minutes", record)).status_code == 404
    assert client_for(world.member).get(place("record_detail", record)).status_code == 404
    for reader in (deputy, world.reviewer):
        assert client_for(reader).get(place("record_detail", record)).status_code == 200
    assert client_for(world.outsider).get(place("record_detail", record)).status_code == 404


def today_start():
    from tests.conftest import NOW

    return NOW


@pytest.fixture
def two_groups(world):
    """钱五 leads the first, 李二 leads the second; 张一 is in none."""
    first = PartyGroup.objects.create(branch=world.branch, name="第一党小组")
    second = PartyGroup.objects.create(branch=world.branch, name="第二党小组")
    rival = make_user("rival", name="李二")
    world.others[0].user = rival
    world.others[0].save()
    for member, group in ((world.plain_member, first), (world.others[0], second), (world.others[1], second)):
        MembershipSpell.objects.filter(member=member).update(group=group)
    appoint(world.member, world.branch, Post.GROUP_LEADER)
    appoint(rival, world.branch, Post.GROUP_LEADER)
    return first, rival


def test_a_group_leader_writes_and_signs_the_minutes_of_the_own_group_only(
    world, today, two_groups, client_for
):
    group, rival = two_groups
    record = hold(
        world, today, "group_meeting", group=group, host=world.plain_member, recorder=None,
        present=[world.plain_member],
    ).record  # fmt: skip
    leader = client_for(world.member)
    assert leader.get(place("record_detail", record)).status_code == 200
    typed = {**record_initial(record), "content": "学习公报", "discussion": "钱五：谈了体会。"}
    assert leader.post(place("record_detail", record), typed).status_code == 302
    leader.post(place("record_signature", record))
    assert fresh(record).state == "signed"
    assert leader.post(place("record_document", record)).status_code == 302
    for name in ("record_detail", "my_minutes"):
        assert client_for(rival).get(place(name, record)).status_code == 404
    assert client_for(rival).post(place("record_detail", record), typed).status_code == 404


def test_minutes_are_not_among_the_sheets_that_are_filed(world, record, client_for):
    page = client_for(world.secretary).get(reverse("record_list")).content.decode()
    assert "讨论上半年工作总结" not in page
    answer = client_for(world.secretary).post(place("record_file", record), follow=True).content.decode()
    assert "会议记录不按纪实表报送" in answer
    assert fresh(record).state == "draft"


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_for_one_absentee_and_for_three(world, today, client_for, people):
    extra = [make_member(world.branch, name=f"甲{number}") for number in range(3)]
    record = hold(world, today, present=[*world.roster, *extra[people:]]).record
    for member in extra[:people]:
        record.activity.attendances.filter(member=member).update(status="absent")
    client = client_for(world.secretary)
    client.get(place("record_detail", record))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(place("record_detail", record)).status_code == 200
    assert len(queries) == 27


@pytest.mark.parametrize("notes", [1, 3])
def test_signed_minutes_cost_the_same_with_one_addendum_and_with_three(world, signed, client_for, notes):
    for number in range(notes):
        minutes_addenda.add(signed, by=world.secretary, text=f"补充{number}")
    client = client_for(world.secretary)
    client.get(place("record_detail", signed))
    with CaptureQueriesContext(connection) as queries:
        client.get(place("record_detail", signed))
    assert len(queries) == 11


def test_the_list_of_today_says_by_when_which_minutes_are_signed_and_who_has(world, record, client_for):
    page = client_for(world.secretary).get(reverse("home")).content.decode()
    assert "签字 6月18日支部党员大会记录" in page
    sign(record, by=world.secretary)
    page = client_for(world.secretary).get(reverse("home")).content.decode()
    assert "主持人张一已签字，等另一位签字" in page
    sign(record, by=world.member)
    assert "签字 6月18日" not in client_for(world.secretary).get(reverse("home")).content.decode()


def test_a_members_first_page_asks_for_the_signature_once_the_other_has_signed(world, record, client_for):
    phone = client_for(world.member)
    assert "会议记录等您签字" not in phone.get(reverse("my_home")).content.decode()
    sign(record, by=world.secretary)
    assert "会议记录等您签字" in phone.get(reverse("my_home")).content.decode()
    sign(record, by=world.member)
    assert "会议记录等您签字" not in phone.get(reverse("my_home")).content.decode()
    page = phone.get(reverse("my_activity", args=[record.activity_id])).content.decode()
    assert reverse("my_minutes", args=[record.pk]) in page


def test_the_page_of_the_meeting_leads_to_its_minutes(world, record, client_for):
    page = (
        client_for(world.secretary)
        .get(reverse("activity_detail", args=[record.activity_id]))
        .content.decode()
    )
    assert "还没有人签字" in page
    assert reverse("record_detail", args=[record.pk]) in page


def test_a_blank_form_is_printed_before_the_meeting(world, today, client_for):
    from tests.factories.activities import make_activity

    meeting = make_activity(world.branch, kind="committee_meeting")
    answer = client_for(world.secretary).post(reverse("minutes_form", args=[meeting.pk]))
    assert answer.status_code == 302
    party_day = make_activity(world.branch)
    assert client_for(world.secretary).post(reverse("minutes_form", args=[party_day.pk])).status_code == 404


def test_what_was_typed_and_not_saved_is_saved_before_it_is_signed(world, record, client_for):
    typed = {**record_initial(record), "consensus": "同意，印发各党小组。"}
    client_for(world.secretary).post(place("record_signature", record), typed)
    assert fresh(record).consensus == "同意，印发各党小组。"
    assert fresh(record).signatures.get().role == "chair"


def test_a_note_that_is_too_long_is_not_dropped_from_the_filing(world, today, client_for):
    record = written(world, today)

    answer = client_for(world.secretary).post(
        reverse("record_minutes_filing", args=[record.pk]), {"note": "说" * 201}
    )

    assert answer.status_code == 422
    record.refresh_from_db()
    assert record.state == "draft"
