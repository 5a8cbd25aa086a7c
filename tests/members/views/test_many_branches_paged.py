"""A committee of very many branches reads its lists a hundred lines at a time, and sums over all of them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from branches.models import Organization
from members.models import DevelopmentQuota, User
from partywork.common.paging import LINES_A_PAGE
from tests.conftest import World
from tests.factories.branches import make_branch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SignIn = Callable[[User], Client]


@pytest.fixture
def many(world: World) -> list[Organization]:
    for number in range(LINES_A_PAGE + 1):
        make_branch(parent=world.committee, name=f"第{number:03}党支部")
    return list(Organization.objects.get_descendants(world.committee).branches())


@pytest.mark.parametrize(
    "name", ["development_team", "development_quotas", "term_overview", "organization_list"]
)
def test_a_long_list_has_pages_and_every_branch_is_on_one(
    world: World, many: list[Organization], client_for: SignIn, name: str
) -> None:
    client = client_for(world.reviewer)
    first = client.get(reverse(name)).content.decode()
    second = client.get(reverse(name), {"page": "2"}).content.decode()

    shown = [first.count(f">{each.name}<") + second.count(f">{each.name}<") for each in many]
    called = [first.count(f">{each.called}<") + second.count(f">{each.called}<") for each in many]
    assert [max(pair) for pair in zip(shown, called, strict=True)] == [1] * len(many)
    assert "第 1 页，共 2 页" in first
    assert first.count("<tr>") <= LINES_A_PAGE + 3


def test_the_numbers_of_one_page_leave_those_of_the_others(
    world: World, many: list[Organization], client_for: SignIn
) -> None:
    client, address = client_for(world.reviewer), reverse("development_quotas")
    first, last = many[0], many[-1]
    sent = {"year": "2026", "next": f"{address}?page=2"}

    assert client.post(address, {**sent, f"n{first.pk}": "2"}).headers["Location"] == f"{address}?page=2"
    client.post(f"{address}?page=2", {**sent, f"n{last.pk}": "3"})
    refused = client.post(f"{address}?page=2", {**sent, f"n{last.pk}": "三"})

    given = DevelopmentQuota.objects.filter(year=2026).values_list("branch_id", "number")
    assert dict(given) == {first.pk: 2, last.pk: 3}
    assert refused.status_code == 422
    assert 'value="三"' in refused.content.decode()


def test_the_sums_are_those_of_all_pages(world: World, many: list[Organization], client_for: SignIn) -> None:
    client = client_for(world.reviewer)
    client.post(reverse("development_quotas"), {"year": "2026", f"n{many[-1].pk}": "3"})

    first = client.get(reverse("development_team")).content.decode()

    assert f"全部 {len(many)} 个支部" in first
    assert '<td class="figure" data-label="名额">3</td>' in first
