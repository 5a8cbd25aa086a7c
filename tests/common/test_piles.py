"""Of many sorts of things only those are read of which there are any."""

import pytest

from branches.models import Organization, PartyGroup
from partywork.common.piles import Pile, read
from tests.factories.branches import make_branch, make_committee

pytestmark = pytest.mark.django_db


def names(rows):
    return [row.name for row in rows]


@pytest.fixture
def committee():
    found = make_committee(name="机关工委")
    for name in ("甲支部", "乙支部"):
        make_branch(parent=found, name=name)
    return found


def test_what_is_there_is_read_in_its_order_and_the_rest_is_not(committee, django_assert_num_queries):
    branches = Organization.objects.branches()
    piles = [
        Pile(PartyGroup.objects.all(), names),
        Pile(branches.order_by("-name"), names),
        Pile(branches.filter(name="丙支部"), names),
        Pile(branches.filter(name="甲支部"), names),
    ]

    with django_assert_num_queries(3):
        found = read(piles)

    assert found == [[], ["甲支部", "乙支部"], [], ["甲支部"]]


def test_forty_empty_sorts_are_one_question(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert read(Pile(PartyGroup.objects.filter(name=str(n)), names) for n in range(40)) == [[]] * 40


def test_what_cannot_have_rows_is_not_even_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read([Pile(PartyGroup.objects.none(), names), Pile(Organization.objects.none(), names)]) == [
            [],
            [],
        ]
        assert read([]) == []


def test_lines_that_look_elsewhere_are_not_made_where_nothing_lies(db):
    assert list(Pile(PartyGroup.objects.none(), lambda _: ["一句话"])) == []
    assert read([Pile(PartyGroup.objects.none(), lambda _: ["一句话"])]) == [[]]
