"""The frame of the pages: who finds which entry, what it costs, and the size of the type."""

import pytest
from django.urls import reverse

from activities.models import Filing, Notice
from members.access import access_of
from partywork.common import clock
from partywork.navigation import DESK, PHONE, items
from tests.factories.activities import make_plan

pytestmark = pytest.mark.django_db


def notice_for(user, number, **fields):
    values = {"kind": "reminder", "subject": "提醒", "body": "…", "delivered_at": clock.now(), **fields}
    return Notice.objects.create(recipient=user, occasion=f"test-{number}", **values)


def labels(user):
    return [place.label for place in DESK if place.seen_by(access_of(user))]


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


def test_unread_notices_are_counted_beside_the_inbox(client_for, world):
    notice_for(world.secretary, 1)
    notice_for(world.secretary, 2)
    notice_for(world.secretary, 3, read_at=clock.now())
    notice_for(world.secretary, 4, delivered_at=None)
    notice_for(world.member, 5)

    page = client_for(world.secretary).get("/help/").content.decode()

    assert '收件箱<span class="count">2<span class="vh">件未读</span>' in page


def test_secretary_finds_the_work_of_the_branch_and_the_own_page(world):
    assert labels(world.secretary) == [
        "今天",
        "全年",
        "年度计划",
        "活动",
        "纪实表",
        "会议记录",
        "生活会与评议",
        "任期和选举",
        "党员",
        "发展党员",
        "关怀荣誉",
        "党费",
        "台账",
        "案例",
        "收件箱",
        "我的",
    ]


def test_entry_with_the_longest_beginning_of_the_address_is_current(world):
    access = access_of(world.secretary)

    def current(path):
        return {item.label: item.current for item in items(DESK, access, path, {}) if item.current}

    assert current("/") == {"今天": "page"}
    assert current("/plans/") == {"年度计划": "page"}
    assert current("/activities/7/") == {"活动": "true"}
    assert current("/talks/") == {"全年": "true"}
    assert current("/help/") == {}


def test_reviewer_counts_what_waits_for_the_own_organization_only(client_for, world):
    _filing(world.branch, world.committee)
    _filing(world.foreign_branch, world.foreign_committee)

    page = client_for(world.reviewer).get("/help/").content.decode()

    assert '审核<span class="count">1<span class="vh">件待审</span>' in page
    assert "纪实表" not in labels(world.reviewer)


def test_member_sees_no_desk(world, client_for):
    page = client_for(world.member).get("/help/").content.decode()

    assert "我的记录" in page
    assert "年度计划</a>" not in page


def _filing(branch, to):
    return Filing.objects.create(
        kind="plan", branch=branch, to=to, plan=make_plan(branch), year=2026, first_submitted_at=clock.now()
    )


@pytest.mark.parametrize("name", sorted({place.name for place in (*DESK, *PHONE)}))
def test_every_entry_leads_to_a_page(name):
    assert reverse(name)
