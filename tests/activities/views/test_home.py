"""The first page of each role."""

from datetime import date, datetime

import pytest

from activities.choices import ActivityState
from activities.models import Objection
from activities.services import attending, leaving, planning
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row


def test_the_secretary_sees_what_is_to_be_done_most_urgent_first(world, today, client_for):
    plan = make_plan(world.branch, state="approved")
    make_row(plan, month=7, start=date(2026, 7, 1), content="庆祝建党 105 周年")
    make_row(plan, month=6, start=date(2026, 6, 30), content="上半年重要会议精神专题学习")

    answer = client_for(world.secretary).get("/")

    titles = [todo.title for todo in answer.context["todos"]]
    assert titles == ["发布 6月30日主题党日预告", "发布 7月1日主题党日预告"]
    assert "6月25日" in answer.context["todos"][0].text
    assert answer.context["todos"][0].primary
    assert answer.status_code == 200


def test_a_closed_activity_asks_for_its_sheet_and_its_register(world, today, client_for):
    make_plan(world.branch, state="approved")
    activity = make_activity(world.branch, state=ActivityState.ANNOUNCED)
    today.move_to(datetime(2026, 6, 18, 18, 1, tzinfo=clock.OFFICE))
    attending.mark(activity, world.plain_member, status="present", by=world.secretary)
    attending.close(activity, by=world.secretary)

    titles = [todo.title for todo in client_for(world.secretary).get("/").context["todos"]]

    assert (
        titles
        == [
            "核对 6月18日主题党日签到：李二、王三、张一等4人没有登记",
            "报送 6月主题党日纪实表",
        ]
        or titles[1] == "报送 6月主题党日纪实表"
    )


def test_nothing_to_do_says_so(world, today, client_for):
    make_plan(world.branch, state="approved")

    assert "都办完了" in client_for(world.secretary).get("/").content.decode()


@pytest.mark.parametrize(("who", "where"), [("member", "/my/"), ("reviewer", "/board/")])
def test_each_role_is_sent_to_its_own_first_page(world, client_for, who, where):
    assert client_for(getattr(world, who)).get("/").headers["Location"] == where


def test_a_visitor_sees_the_sign_in_page_only(db, client):
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_page_costs_the_same_for_one_row_and_for_three(
    world, today, client_for, rows, django_assert_num_queries
):
    plan = planning.begin(world.branch, 2026, by=world.secretary)
    for number in range(rows):
        make_row(plan, month=7, start=date(2026, 7, 1 + number), content=f"活动{number}")
    client = client_for(world.secretary)
    client.get("/")

    with django_assert_num_queries(24):
        client.get("/")


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_costs_a_query_a_sort_however_much_there_is_of_it(
    world, today, client_for, rows, django_assert_num_queries
):
    make_plan(world.branch, state="approved")
    activity = make_activity(world.branch, date(2026, 6, 25), state=ActivityState.ANNOUNCED)
    for member in world.others[:rows]:
        leaving.ask(activity, member, by=world.secretary, reason="official", text="开会")
        Objection.objects.create(
            activity=activity, member=member, claim="present", text="我到了。", asked_at=clock.now()
        )
    client = client_for(world.secretary)
    client.get("/")

    with django_assert_num_queries(33):
        answer = client.get("/")

    assert [todo.action for todo in answer.context["todos"]].count("去批") == rows
    assert [todo.action for todo in answer.context["todos"]].count("去核对") == rows
