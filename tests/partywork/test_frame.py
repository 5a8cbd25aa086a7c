"""The frame of the pages: who finds which entry, what it costs, and the size of the type."""

import pytest

from activities.models import Notice
from branches.models import Organization
from members.choices import Post
from partywork.common import clock
from partywork.navigation import DESK, PHONE, items
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.django_db


def notice_for(user, number, **fields):
    values = {"kind": "reminder", "subject": "提醒", "body": "…", "delivered_at": clock.now(), **fields}
    return Notice.objects.create(recipient=user, occasion=f"test-{number}", **values)


def labels(user, path="/"):
    from members.access import access_of

    return [item.label for item in items(DESK, access_of(user), path, {})]


def test_frame_of_a_visitor_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/help/")

    assert response.status_code == 200
    assert "mainnav" not in response.content.decode()


def test_frame_of_somebody_signed_in_costs_one_query(client_for, world, django_assert_num_queries):
    client = client_for(world.secretary)
    client.get("/help/")

    with django_assert_num_queries(4):  # the account, the posts, the member behind it, the frame
        response = client.get("/help/")

    assert "会计学院学生第二党支部" in response.content.decode()
    assert "张一（书记）" in response.content.decode()


def test_frame_of_a_plain_member_names_the_branch(client_for, world):
    page = client_for(world.member).get("/help/").content.decode()

    assert "会计学院学生第二党支部" in page
    assert "钱五" in page
