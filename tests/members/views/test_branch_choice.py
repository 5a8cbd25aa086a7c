"""A committee over very many branches looks for one instead of scrolling through all of them."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from members.choices import Post
from members.views.common import CHOOSABLE
from tests.factories.branches import make_branch
from tests.factories.members import appoint

CHOICE = reverse("branch_choice")
LISTS = ("away_list", "letter_list", "honour_list", "party_age_list", "fifty_years_list", "stay_list")


@pytest.fixture
def neighbours(world):
    """With the branch of the world exactly as many as one list holds."""
    names = [f"第{number}机关党支部" for number in range(1, CHOOSABLE)]
    return [make_branch(parent=world.committee, name=name) for name in names]


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_one_branch_more_than_a_list_holds_and_one_is_looked_for(world, today, client_for, neighbours, name):
    client = client_for(world.reviewer)

    few = text(client.get(reverse(name)))
    more = make_branch(parent=world.committee, name="后来的党支部")
    many = text(client.get(reverse(name)))

    assert few.count("机关党支部</option>") == len(neighbours)
    assert "机关党支部</option>" not in many
    assert f'href="{CHOICE}?next={quote(reverse(name), safe="")}"' in many
    chosen = text(client.get(reverse(name), {"branch": more.pk}))
    assert f'<input type="hidden" name="branch" value="{more.pk}">' in chosen


def test_what_is_typed_finds_it_and_leads_back_to_the_page_with_its_filters(world, client_for, neighbours):
    wanted = neighbours[6]
    back = f"{reverse('letter_list')}?year=2025&branch={world.branch.pk}"

    for typed in ("第7机关", wanted.code):
        page = text(client_for(world.reviewer).get(CHOICE, {"q": typed, "next": back}))
        assert f'<a href="{reverse("letter_list")}?year=2025&amp;branch={wanted.pk}">' in page
        assert world.branch.name not in page

    page = text(client_for(world.reviewer).get(CHOICE, {"q": "kjxy", "next": back}))
    assert (world.branch.name in page, wanted.name in page) == (True, False)


def test_no_branch_out_of_reach_is_found(world, client_for):
    assert "没有找到" in text(client_for(world.reviewer).get(CHOICE, {"q": world.foreign_branch.name}))
    assert world.foreign_branch.name in text(
        client_for(world.outsider).get(CHOICE, {"q": world.foreign_branch.name})
    )


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_it_leads_to_no_other_place(world, client_for, elsewhere):
    page = text(client_for(world.reviewer).get(CHOICE, {"next": elsewhere}))

    assert f'href="{elsewhere}' not in page
    assert f'href="{reverse("member_list")}?branch={world.branch.pk}"' in page


def test_more_than_a_page_asks_for_another_word(world, client_for, neighbours):
    client = client_for(world.reviewer)
    assert "还有更多" not in text(client.get(CHOICE))

    make_branch(parent=world.committee, name="后来的党支部")

    assert "还有更多" in text(client.get(CHOICE))


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(world, client_for, django_assert_num_queries, count):
    for number in range(count):
        make_branch(parent=world.committee, name=f"机关第{number}党支部")
    client = client_for(world.reviewer)
    client.get(CHOICE)

    with django_assert_num_queries(6):
        client.get(CHOICE, {"q": "机关第"})


def test_whoever_keeps_one_branch_is_asked_nothing(world, today, client_for):
    assert CHOICE not in text(client_for(world.secretary).get(reverse("away_list")))


def test_a_secretary_of_many_branches_looks_on_where_he_was(world, today, client_for, neighbours):
    make_branch(parent=world.committee, name="后来的党支部")
    appoint(world.secretary, world.committee, Post.OFFICER)

    page = text(client_for(world.secretary).get(reverse("member_list"), {"branch": neighbours[0].pk}))

    assert f'name="branch" value="{neighbours[0].pk}"' in page
