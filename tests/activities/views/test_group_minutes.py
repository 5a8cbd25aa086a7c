"""The year of a group on its leader's phone: its own meetings, their book; nobody else's (MT-04, G02, S23)."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.urls import reverse

from activities.models import RecordSheet
from activities.services import recording, rendering
from activities.services.minutes_signing import sign
from branches.services.grouping import form_group
from members.choices import Post
from members.models import MembershipSpell
from partywork.models import RenderedDocument
from tests.activities.minutes import WRITTEN, hold, written
from tests.factories.members import appoint, make_user

BOOK = "group_minutes_book"


@pytest.fixture
def groups(world):
    return [form_group(world.branch, name, by=world.secretary) for name in ("第一党小组", "第二党小组")]


@pytest.fixture
def leader(world, groups):
    MembershipSpell.objects.filter(member__in=[world.others[0], world.plain_member]).update(group=groups[0])
    user = make_user("leader", name="李二")
    world.others[0].user = user
    world.others[0].save()
    appoint(user, world.branch, Post.GROUP_LEADER)
    return user


@pytest.fixture
def year(world, today, groups, leader):
    """A signed meeting of the own group, an unsigned one, one of the other group, one of the branch."""
    own = {
        "group": groups[0],
        "host": world.others[0],
        "recorder": None,
        "present": [world.others[0], world.plain_member],
    }
    for day, theme in ((18, "读报告"), (19, "议支农")):
        record = hold(world, today, "group_meeting", day=date(2026, 6, day), theme=theme, **own).record
        fields = {**WRITTEN, "content": "学习报告"}
        recording.write(record, by=leader, revision=record.revision, fields=fields)
    sign(RecordSheet.objects.get(activity__theme="读报告"), by=leader)
    hold(world, today, "group_meeting", day=date(2026, 6, 20), theme="别组的会", group=groups[1], present=[])
    written(world, today, day=date(2026, 6, 21), theme="全支部的会")


def text_of(answer):
    return answer.content.decode()


def test_the_leader_sees_the_own_groups_year_alone(client_for, leader, year):
    body = text_of(client_for(leader).get(reverse("group_minutes")))

    assert "读报告" in body and "议支农" in body
    assert "别组的会" not in body and "全支部的会" not in body
    assert "2 份，待签字 1 份" in body


def test_the_book_is_printed_for_the_leader_and_holds_the_own_meetings(client_for, world, leader, year):
    client = client_for(leader)
    answer = client.post(reverse(BOOK, args=[2026]), {"kind": "group_meeting", "drafts": "1"})
    document = RenderedDocument.objects.get()
    assert answer["Location"] == reverse("document_status", args=[document.key])

    rendering.render(document.pk)
    data = b"".join(client.get(reverse("document_file", args=[document.key])).streaming_content)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages).replace(" ", "")

    assert "第一党小组" in text and "读报告" in text
    assert "别组的会" not in text
    assert client_for(world.member).get(reverse("document_status", args=[document.key])).status_code == 404


def test_a_kind_that_is_not_the_groups_is_refused_in_words(client_for, leader, year):
    answer = client_for(leader).post(reverse(BOOK, args=[2026]), {"kind": "member_meeting"}, follow=True)

    assert "没有可以印的" in text_of(answer)
    assert not RenderedDocument.objects.exists()


def test_who_leads_no_group_finds_no_such_page(client_for, world, year):
    assert client_for(world.member).get(reverse("group_minutes")).status_code == 403
    assert client_for(world.member).post(reverse(BOOK, args=[2026])).status_code == 403


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_page_costs_the_same_for_one_meeting_and_for_three(
    client_for, world, today, groups, leader, meetings, django_assert_num_queries
):
    for number in range(meetings):
        hold(
            world,
            today,
            "group_meeting",
            day=date(2026, 6, 18 + number),
            group=groups[0],
            present=[world.others[0]],
        )
    client = client_for(leader)

    with django_assert_num_queries(7):
        assert client.get(reverse("group_minutes")).status_code == 200
