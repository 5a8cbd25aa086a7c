"""Who is expected: the members, the committee, or one Party group, as of that day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import ActivityKind
from activities.models import Activity
from activities.reports.expected import expected_at
from activities.services.attending import sign_in
from branches.models import PartyGroup
from members.choices import Post
from members.models import MembershipSpell
from partywork.common.errors import DomainError
from tests.conftest import NOW, World
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_user


def _meeting(world: World, kind: str, **fields: object) -> Activity:
    return make_activity(world.branch, kind=kind, starts_at=NOW, ends_at=NOW + timedelta(hours=2), **fields)


def _names(activity: Activity) -> set[str]:
    return {entry.name for entry in expected_at(activity)}


def test_a_member_meeting_expects_everybody_on_the_roster(world: World, today: object) -> None:
    assert _names(_meeting(world, ActivityKind.MEMBER_MEETING)) == {"张一", "钱五", "李二", "王三", "赵四"}


def test_a_committee_meeting_expects_those_in_office_that_day(world: World, today: object) -> None:
    user = make_user("lier", name="李二")
    world.others[0].user = user
    world.others[0].save()
    appoint(user, world.branch, Post.ORGANIZATION_MEMBER)
    assert _names(_meeting(world, ActivityKind.COMMITTEE_MEETING)) == {"张一", "李二"}


def test_a_group_leader_sits_in_no_committee(world: World, today: object) -> None:
    appoint(world.member, world.branch, Post.GROUP_LEADER)
    assert _names(_meeting(world, ActivityKind.COMMITTEE_MEETING)) == {"张一"}


def test_a_group_meeting_expects_its_group(world: World, today: object) -> None:
    group = PartyGroup.objects.create(branch=world.branch, name="第一党小组")
    MembershipSpell.objects.filter(member=world.plain_member).update(group=group)
    assert _names(_meeting(world, ActivityKind.GROUP_MEETING, group=group)) == {"钱五"}


def test_nobody_else_signs_in_to_a_committee_meeting(world: World, today: object) -> None:
    meeting = _meeting(world, ActivityKind.COMMITTEE_MEETING)
    assert sign_in(meeting.pk, world.secretary_member.pk).again is False
    with pytest.raises(DomainError):
        sign_in(meeting.pk, world.plain_member.pk)


def test_nobody_else_signs_in_to_a_group_meeting(world: World, today: object) -> None:
    group = PartyGroup.objects.create(branch=world.branch, name="第一党小组")
    MembershipSpell.objects.filter(member=world.plain_member).update(group=group)
    meeting = _meeting(world, ActivityKind.GROUP_MEETING, group=group)
    assert sign_in(meeting.pk, world.plain_member.pk).again is False
    with pytest.raises(DomainError):
        sign_in(meeting.pk, world.secretary_member.pk)


@pytest.mark.parametrize(("kind", "queries"), [("member_meeting", 2), ("committee_meeting", 3)])
def test_it_costs_the_same_for_every_branch(world: World, today: object, kind: str, queries: int) -> None:
    meeting = _meeting(world, kind)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        expected_at(meeting)
    assert len(counted) == queries
