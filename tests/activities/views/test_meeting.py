"""The page that is written during the meeting: by the secretary, the recorder, and nobody else (MT-11)."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.forms.agenda import item_initial
from activities.models import ActionItem, AgendaItem, ItemFile, Speech
from activities.services import agenda_items, item_files, speaking
from members.choices import Post
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def meeting(world, today):
    activity = make_activity(
        world.branch,
        kind="committee_meeting",
        state="announced",
        theme="6月支委会",
        host=world.secretary_member,
    )
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    return activity


@pytest.fixture
def item(meeting):
    return AgendaItem.objects.create(
        activity=meeting, position=1, title="讨论接收赵四为预备党员", matter="admission", tag="discussion"
    )


def address(name, pk):
    return reverse(name, args=[pk])


def speech_data(world, item=None, **more):
    return {
        "key": str(uuid4()),
        "who": f"m{world.secretary_member.pk}",
        "item": item.pk if item else "",
        **more,
    }


def test_the_secretary_writes_a_whole_item_without_script(client_for, world, meeting, item):
    client = client_for(world.secretary)
    page = client.get(address("activity_meeting", meeting.pk)).content.decode()
    assert "边开边记" in page and item.title in page

    answer = client.post(
        address("meeting_speech", meeting.pk), speech_data(world, item, gist="同意", is_differing="on")
    )
    assert answer.url == f"{address('activity_meeting', meeting.pk)}#item-{item.pk}"
    client.post(
        address("item_minutes", item.pk),
        {"revision": 1, "discussion": "都发了言。", "decision": "同意提交。", "settled": "deferred"},
    )
    client.post(address("meeting_action", meeting.pk), {"line": "准备材料，李二，6月25日前", "item": item.pk})
    client.post(
        address("meeting_paper", meeting.pk),
        {"file": SimpleUploadedFile("思想汇报.pdf", PDF), "item": item.pk},
    )

    page = client.get(address("activity_meeting", meeting.pk)).content.decode()
    for said in ("同意</textarea>", "都发了言。", "同意提交。", "准备材料", "思想汇报.pdf"):
        assert said in page, said
    item.refresh_from_db()
    assert (item.settled, ActionItem.objects.get().item, ItemFile.objects.get().item) == (
        "deferred",
        item,
        item,
    )


def test_the_committee_cannot_decide_it_and_what_was_typed_stays(client_for, world, item):
    answer = client_for(world.secretary).post(
        address("item_minutes", item.pk), {"revision": 1, "decision": "同意接收。", "settled": "decided"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第十一条" in page and "同意接收。" in page


def test_two_recorders_both_see_what_was_written(client_for, world, item):
    agenda_items.write(item, by=world.secretary, revision=1, discussion="先记的。")

    answer = client_for(world.secretary).post(
        address("item_minutes", item.pk), {"revision": 1, "discussion": "后记的。"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "先记的。" in page and "后记的。" in page
    assert 'name="revision" value="2"' in page


def test_typing_is_saved_by_itself_and_says_when(client_for, world, meeting, item):
    client = client_for(world.secretary)
    typed = client.post(
        address("item_minutes", item.pk),
        {"revision": 1, "discussion": "在打字"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "已自动保存" in typed and 'value="2"' in typed

    data = speech_data(world, item, gist="半句")
    said = client.post(
        f"{address('meeting_speech', meeting.pk)}?typing", data, headers={"HX-Request": "true"}
    ).content.decode()
    assert "已自动保存" in said
    client.post(address("meeting_speech", meeting.pk), {**data, "gist": "半句话说完"})
    assert Speech.objects.get().gist == "半句话说完"


def test_a_row_sent_by_script_comes_back_with_a_fresh_one(client_for, world, meeting, item):
    data = speech_data(world, item, gist="同意")
    part = (
        client_for(world.secretary)
        .post(address("meeting_speech", meeting.pk), data, headers={"HX-Request": "true"})
        .content.decode()
    )

    assert part.lstrip().startswith("<section") and "<html" not in part
    assert "data-focus" in part and "同意</textarea>" in part


def test_a_wrong_row_keeps_what_was_typed(client_for, world, meeting, item):
    answer = client_for(world.secretary).post(
        address("meeting_speech", meeting.pk), speech_data(world, item, gist="没选人", who="")
    )

    assert answer.status_code == 422
    assert "没选人" in answer.content.decode()


def test_one_click_passes_the_item_on_and_says_where_it_stands(client_for, world, item):
    make_activity(world.branch, date(2026, 6, 26), kind="member_meeting", theme="党员大会")

    page = client_for(world.secretary).post(address("item_passing_on", item.pk), follow=True)

    assert "已列入6月26日" in page.content.decode()
    assert AgendaItem.objects.get(earlier=item).matter == "admission"


def test_the_named_recorder_writes_without_a_post(client_for, world, meeting, item):
    client = client_for(world.member)
    assert client.get(address("activity_meeting", meeting.pk)).status_code == 404
    assert client.post(address("item_minutes", item.pk), {"revision": 1}).status_code == 404

    meeting.recorder = world.plain_member
    meeting.save()

    assert "边开边记" in client.get(address("activity_meeting", meeting.pk)).content.decode()
    assert client.post(address("meeting_speech", meeting.pk), speech_data(world, item)).status_code == 302
    assert client.post(address("item_shape", item.pk), {"tag": "discussion"}).status_code == 302


def test_two_who_choose_the_kind_at_once_both_see_it(client_for, world, meeting, item):
    """E-82: the second is shown what stands there now, keeps what was chosen, and saves it deliberately."""
    client = client_for(world.secretary)
    seen = item_initial(item)["seen"]
    first = {"tag": "discussion", "seen": seen}
    assert client.post(address("item_shape", item.pk), first).status_code == 302

    second = {"tag": "report", "seen": seen}
    refused = client.post(address("item_shape", item.pk), second)
    body = refused.content.decode()
    assert refused.status_code == 422
    assert "刚刚有另一位同志改过这一项的类型。现在是：讨论" in body
    assert '<option value="report" selected' in body
    item.refresh_from_db()
    assert item.tag == "discussion"

    fresh = item_initial(item)["seen"]
    assert f'value="{fresh}"' in body
    assert client.post(address("item_shape", item.pk), {**second, "seen": fresh}).status_code == 302
    item.refresh_from_db()
    assert item.tag == "report"


def test_the_same_choice_twice_is_no_conflict(client_for, world, meeting, item):
    client = client_for(world.secretary)
    sent = {"tag": "discussion", "seen": item_initial(item)["seen"]}

    assert [client.post(address("item_shape", item.pk), sent).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("who", ["outsider", "member"])
def test_another_branch_and_a_plain_member_find_nothing(client_for, world, meeting, item, who):
    speech = speaking.note(meeting, key=uuid4(), who=f"m{world.secretary_member.pk}", by=world.secretary)
    paper = item_files.attach(meeting, name="材料.pdf", data=PDF, by=world.secretary)
    client = client_for(getattr(world, who))

    assert client.get(address("activity_meeting", meeting.pk)).status_code == 404
    assert client.get(address("paper_file", paper.pk)).status_code == 404
    for name, pk in (
        ("meeting_speech", meeting.pk),
        ("meeting_action", meeting.pk),
        ("meeting_paper", meeting.pk),
        ("item_minutes", item.pk),
        ("item_shape", item.pk),
        ("item_passing_on", item.pk),
        ("speech_removal", speech.pk),
        ("paper_removal", paper.pk),
    ):
        assert client.post(address(name, pk), {}).status_code == 404, name
    assert (Speech.objects.count(), ItemFile.objects.count()) == (1, 1)


def test_the_superior_reads_and_writes_nothing(client_for, world, meeting, item):
    client = client_for(world.reviewer)

    assert "这里只能看" in client.get(address("activity_meeting", meeting.pk)).content.decode()
    assert client.post(address("item_minutes", item.pk), {"revision": 1}).status_code == 403


def test_a_member_reads_the_papers_of_a_meeting_he_is_expected_at(client_for, world, today):
    activity = make_activity(
        world.branch, date(2026, 6, 26), kind="member_meeting", state="announced", theme="党员大会"
    )
    paper = item_files.attach(activity, name="报告.pdf", data=PDF, by=world.secretary)
    client = client_for(world.member)

    assert "报告.pdf" in client.get(address("my_activity", activity.pk)).content.decode()
    answer = client.get(address("paper_file", paper.pk))
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200,
        "application/pdf",
        "nosniff",
    )
    assert "attachment" in answer["Content-Disposition"]
    assert client_for(world.outsider).get(address("paper_file", paper.pk)).status_code == 404


def test_papers_of_one_party_group_are_not_for_the_other(client_for, world, today):
    from branches.services.grouping import form_group
    from members.models import MembershipSpell

    one, two = (form_group(world.branch, name, by=world.secretary) for name in ("一组", "二组"))
    MembershipSpell.objects.filter(member=world.plain_member).update(group=two)
    meeting = make_activity(world.branch, kind="group_meeting", group=one, state="announced")
    paper = item_files.attach(meeting, name="材料.pdf", data=PDF, by=world.secretary)
    client = client_for(world.member)
    assert client.get(address("paper_file", paper.pk)).status_code == 404

    MembershipSpell.objects.filter(member=world.plain_member).update(group=one)
    assert client.get(address("paper_file", paper.pk)).status_code == 200


def test_missing_papers_are_to_do_until_they_are_there_or_none_are_meant(client_for, world, today):
    meeting = make_activity(world.branch, date(2026, 6, 26), kind="member_meeting", theme="党员大会")
    item = AgendaItem.objects.create(
        activity=meeting, position=1, title="表决转正", matter="confirmation", tag="vote"
    )
    client = client_for(world.secretary)
    assert "附上6月26日支部党员大会的会议材料" in client.get(reverse("home")).content.decode()

    agenda_items.shape(item, by=world.secretary, tag="vote", matter="confirmation", no_papers=True)
    assert "会议材料" not in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(
    client_for, world, meeting, item, django_assert_num_queries, rows
):
    for number in range(rows):
        more = AgendaItem.objects.create(activity=meeting, position=2 + number, title=f"议题{number}")
        speaking.note(
            meeting,
            key=uuid4(),
            who=f"m{world.secretary_member.pk}",
            gist="话",
            by=world.secretary,
            item=more,
        )
        item_files.attach(meeting, name="甲.pdf", data=PDF + bytes([number]), by=world.secretary, item=more)
    client = client_for(world.secretary)
    client.get(reverse("home"))

    with django_assert_num_queries(19):
        client.get(address("activity_meeting", meeting.pk))


def test_a_committee_member_with_a_post_writes(client_for, world, meeting, item):
    user = make_user("organizer", name="周六")
    make_member(world.branch, name="周六", user=user)
    appoint(user, world.branch, Post.ORGANIZATION_MEMBER)

    answer = client_for(user).post(address("item_minutes", item.pk), {"revision": 1, "discussion": "记了。"})

    assert answer.status_code == 302
