"""A branch is split: some of its members move on one day, without letters (E-84)."""

from datetime import date

import pytest
from django.urls import reverse

from members.choices import SpellEnd
from members.services import reorganizing
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch
from tests.factories.letters import make_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
DAY = date(2026, 6, 15)


@pytest.fixture
def second(world):
    return make_branch(parent=world.committee, name="会计学院学生第四党支部")


def test_those_named_move_on_one_day_and_the_rest_stay(world, second):
    leaving = world.others[:2]
    letter = make_letter(leaving[0], second)

    moved = reorganizing.split(
        world.branch, second, {each.pk for each in leaving}, day=DAY, by=world.reviewer, reason="人数较多"
    )

    assert moved == 2
    for each in leaving:
        assert each.branch_on(date(2026, 6, 14)) == world.branch
        assert each.branch_on(DAY) == second
        assert each.spells.get(branch=world.branch).ended_by == SpellEnd.REORGANIZED
    assert world.others[2].branch_on(DAY) == world.branch
    letter.refresh_from_db()
    assert letter.state == "void"


def test_somebody_of_another_branch_is_not_taken_along(world, second):
    stranger = world.foreign_branch.membership_spells.get().member

    with pytest.raises(DomainError):
        reorganizing.split(world.branch, second, {stranger.pk}, day=DAY, by=world.reviewer)
    assert stranger.branch_on(DAY) == world.foreign_branch


@pytest.mark.parametrize("day", [date(2026, 6, 19)])
def test_not_in_the_future_and_nobody_moves_when_one_cannot(world, second, day):
    with pytest.raises(DomainError):
        reorganizing.split(
            world.branch, second, {each.pk for each in world.others}, day=day, by=world.reviewer
        )
    assert all(each.branch_on(DAY) == world.branch for each in world.others)


def test_on_the_page_of_the_committee(world, second, client_for):
    page = reverse("organization_split", args=[world.branch.pk])
    official = client_for(world.reviewer)
    form = {"into": second.pk, "members": [world.others[0].pk], "day": "2026-06-15", "reason": "人数较多"}

    assert client_for(world.secretary).get(page).status_code == 403
    assert official.post(page, {**form, "members": []}).status_code == 422
    assert official.post(page, form).status_code == 302
    assert world.others[0].branch_on(DAY) == second
