"""The page that says what the rules make of a branch's year."""

from datetime import date

import pytest

from tests.factories.activities import make_activity


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretary", 200), ("reviewer", 200), ("member", 404), ("outsider", 404)],
)
def test_who_reads_the_findings_of_a_branch(world, today, client_for, who, status):
    page = client_for(getattr(world, who)).get(f"/branches/{world.branch.pk}/findings/")

    assert page.status_code == status


def test_a_visitor_signs_in_first(world, today, client):
    page = client.get(f"/branches/{world.branch.pk}/findings/")

    assert page.status_code == 302
    assert "/account/" in page["Location"] or "login" in page["Location"]


def test_a_committee_has_no_findings_of_its_own(world, today, client_for):
    page = client_for(world.reviewer).get(f"/branches/{world.committee.pk}/findings/")

    assert page.status_code == 404


def test_each_finding_stands_with_its_numbers_and_its_clause(world, held, client_for):
    text = client_for(world.secretary).get(f"/branches/{world.branch.pk}/findings/").content.decode()

    assert "6月18日活动需4人，实到4人（80%），够" in text
    assert "主题党日活动每次参加的人数,必须保证达到本支部党员总数的80%以上" in text
    assert "5月没有开展主题党日" in text


def test_the_branch_is_shown_what_to_do_next_and_the_committee_where_to_look(world, held, client_for):
    address = f"/branches/{world.branch.pk}/findings/"

    assert "去写纪实表" in client_for(world.secretary).get(address).content.decode()
    seen = client_for(world.reviewer).get(address).content.decode()
    assert "去写纪实表" not in seen
    assert f'href="/activities/{held.pk}/">看活动' in seen


@pytest.mark.parametrize("asked", ["2026", "1999", "x", ""])
def test_only_a_year_that_is_offered_is_shown(world, today, client_for, asked):
    page = client_for(world.secretary).get(f"/branches/{world.branch.pk}/findings/?year={asked}")

    assert page.context["year"] == 2026


def test_the_secretary_finds_the_year_from_the_first_page_and_the_committee_from_the_board(
    world, today, client_for
):
    address = f"/branches/{world.branch.pk}/findings/?year=2026"

    assert address in client_for(world.secretary).get("/").content.decode()
    assert address in client_for(world.reviewer).get("/board/").content.decode()


@pytest.mark.parametrize("events", [1, 3])
def test_the_year_costs_the_same_for_one_and_three_events(
    world, held, client_for, events, django_assert_num_queries
):
    for number in range(1, events):
        make_activity(world.branch, date(2026, 6, 18 + number))
    client = client_for(world.secretary)

    with django_assert_num_queries(44):
        assert client.get(f"/branches/{world.branch.pk}/findings/").status_code == 200
