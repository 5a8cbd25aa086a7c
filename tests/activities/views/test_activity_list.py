"""The list of a year: what it says, and that its cost does not grow with its length."""

from datetime import date

import pytest

from tests.factories.activities import make_activity
from tests.factories.members import make_member


def test_the_list_says_what_is_next(world, held, client_for):
    page = client_for(world.secretary).get("/activities/").content.decode()
    assert "4 / 5" in page
    assert "写纪实表" in page


def test_an_empty_year_offers_the_plan(world, today, client_for):
    assert "还没有开过活动" in client_for(world.secretary).get("/activities/").content.decode()


def test_another_branch_sees_none_of_it(world, held, client_for):
    assert held.theme not in client_for(world.outsider).get("/activities/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_one_and_three_activities_cost_the_same(world, today, client_for, django_assert_num_queries, number):
    for month in range(number):
        make_activity(world.branch, date(2026, 6 - month, 18), theme=f"第{month}次")
    client = client_for(world.secretary)
    client.get("/activities/")
    with django_assert_num_queries(8):
        client.get("/activities/")


@pytest.mark.parametrize("number", [1, 3])
def test_one_and_three_more_people_cost_the_same(
    world, announced, client_for, django_assert_num_queries, number
):
    for _ in range(number):
        make_member(world.branch)
    client = client_for(world.secretary)
    client.get(f"/activities/{announced.pk}/")
    with django_assert_num_queries(42):
        client.get(f"/activities/{announced.pk}/")
