"""Two branches side by side, each with a month that was filed."""

from dataclasses import dataclass

import pytest

from branches.models import Organization
from members.choices import Post
from members.models import User
from tests.api.month import Month, a_month
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member, make_user


@dataclass
class Neighbours:
    own: Month
    sibling: Month
    sibling_branch: Organization
    sibling_secretary: User


@pytest.fixture
def world(today, world) -> World:
    """The world of all tests, but made on their day: what was written later than today would always be news."""
    return world


@pytest.fixture
def month(world, today) -> Month:
    return a_month(world.branch, by=world.secretary, reviewer=world.reviewer, today=today)


@pytest.fixture
def neighbours(world, month, today) -> Neighbours:
    branch = make_branch(parent=world.committee, name="第三党支部")
    secretary = make_user("third", name="孙六")
    make_member(branch, name="孙六", user=secretary)
    appoint(secretary, branch, Post.SECRETARY)
    sibling = a_month(branch, by=secretary, reviewer=world.reviewer, today=today)
    return Neighbours(month, sibling, branch, secretary)
