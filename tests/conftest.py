"""The four personas, a small world for them, and a fixed today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from hypothesis import settings as any_example

from branches.choices import BranchDomain
from branches.models import Organization
from members.choices import Post
from members.models import Member, User
from partywork.common import clock
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

# How long an example takes says something about the machine, nothing about the rule.
any_example.register_profile("office", deadline=None)
any_example.load_profile("office")

# A working Thursday at nine in the morning; the day of the mock pages.
NOW = datetime(2026, 6, 18, 9, 0, tzinfo=clock.OFFICE)


@dataclass
class World:
    """A committee with one branch of five, and a foreign committee with a branch of its own."""

    committee: Organization
    branch: Organization
    foreign_committee: Organization
    foreign_branch: Organization
    secretary: User
    member: User
    reviewer: User
    outsider: User
    secretary_member: Member
    plain_member: Member
    others: list[Member]

    @property
    def roster(self) -> list[Member]:
        return [self.secretary_member, self.plain_member, *self.others]


@pytest.fixture
def world(db: None) -> World:
    committee = make_committee(name="示例市直属机关工作委员会", short_name="市直机关工委")
    branch = make_branch(
        parent=committee, name="会计学院学生第二党支部", domain=BranchDomain.GOVERNMENT_OFFICE
    )
    foreign_committee = make_committee(name="另一工作委员会")
    foreign_branch = make_branch(parent=foreign_committee, name="另一支部")
    secretary = make_user("secretary", name="张一")
    member = make_user("member", name="钱五")
    reviewer = make_user("reviewer", name="马一")
    outsider = make_user("outsider", name="外一")
    secretary_member = make_member(branch, name="张一", user=secretary)
    plain_member = make_member(branch, name="钱五", user=member, full_on=None)
    others = [make_member(branch, name=name) for name in ("李二", "王三", "赵四")]
    make_member(foreign_branch, name="外一", user=outsider)
    appoint(secretary, branch, Post.SECRETARY)
    appoint(reviewer, committee, Post.OFFICER)
    appoint(outsider, foreign_branch, Post.SECRETARY)
    return World(
        committee=Organization.objects.get(pk=committee.pk),
        branch=Organization.objects.get(pk=branch.pk),
        foreign_committee=Organization.objects.get(pk=foreign_committee.pk),
        foreign_branch=Organization.objects.get(pk=foreign_branch.pk),
        secretary=secretary,
        member=member,
        reviewer=reviewer,
        outsider=outsider,
        secretary_member=secretary_member,
        plain_member=plain_member,
        others=others,
    )


@pytest.fixture
def today() -> Iterator[time_machine.Traveller]:
    """It is 2026-06-18 09:00 in the office, and the clock stands still unless it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="members.backends.OfficeBackend")
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pure tests need no Valkey."""
    yield
    if {"db", "transactional_db"} & set(request.fixturenames):
        cache.clear()
