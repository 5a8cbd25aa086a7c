"""In a temporary branch whoever is there by a paper signs in, is counted and votes (MEM-15, ORG-04)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from activities.choices import ActivityState, AttendanceStatus
from activities.choices_votes import VoteKind
from activities.reports.electorate import electorate_of
from activities.reports.expected import Expectation
from activities.reports.mine import tickets_of
from activities.reports.sign_in_page import occasion_of, own_occasion
from activities.reports.wall import _people
from activities.rules.vote_table import VOTES
from activities.services import attending, leaving
from branches.choices import BranchDomain
from members.services import hosting
from members.services.hosting import Stay
from partywork.common.errors import DomainError
from tests.conftest import NOW
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
D = date
TODAY = D(2026, 6, 18)


@pytest.fixture
def camp(world):
    """A temporary branch on a site; 钱五 is there by a paper until the end of June, 李二 belongs to it by relation."""
    branch = make_branch(parent=world.committee, name="工地临时党支部", domain=BranchDomain.TEMPORARY)
    stay(world, branch)
    return branch


def stay(world, branch, name="钱五"):
    facts = Stay(
        name, world.branch, world.branch.name, "temporary", f"{name}1号", D(2026, 6, 10), D(2026, 6, 30)
    )
    return hosting.take_in(branch, facts, by=world.reviewer)


def evening(branch, **fields):
    return make_activity(branch, starts_at=NOW, ends_at=NOW + timedelta(hours=2), state="announced", **fields)


def test_with_the_own_phone_and_counted_there_not_at_home(world, camp):
    activity, at_home = evening(camp), evening(world.branch)

    first = attending.sign_in(activity.pk, world.plain_member.pk)
    again = attending.sign_in(activity.pk, world.plain_member.pk)
    attending.close(activity, by=world.reviewer)

    activity.refresh_from_db()
    assert (first.again, again.again) == (False, True)
    assert (activity.total, activity.present) == (1, 1)
    assert activity.attendances.get().status == AttendanceStatus.PRESENT
    assert not at_home.attendances.filter(member=world.plain_member).exists()


@pytest.mark.parametrize(
    ("day", "there"),
    [(D(2026, 6, 9), False), (D(2026, 6, 10), True), (D(2026, 6, 30), True), (D(2026, 7, 1), False)],
)
def test_from_the_first_day_of_the_paper_to_the_last(world, camp, day, there):
    activity = make_activity(camp, day, state=ActivityState.ANNOUNCED)

    assert Expectation(world.plain_member).covers(activity) is there
    assert Expectation(world.others[0]).covers(activity) is False


def test_whoever_has_left_signs_in_no_more(world, camp):
    hosting.end(camp.temporary_stays.get(), day=TODAY, by=world.reviewer)

    with pytest.raises(DomainError, match="不在本支部当日名册上"):
        attending.sign_in(evening(camp).pk, world.plain_member.pk)


def test_at_an_ordinary_host_branch_he_is_a_guest_and_signs_in_to_nothing(world):
    host = make_branch(parent=world.committee, name="接收支部")
    stay(world, host)

    with pytest.raises(DomainError, match="来宾"):
        attending.sign_in(evening(host).pk, world.plain_member.pk)
    assert not Expectation(world.plain_member).covers(evening(host))


def test_two_papers_for_the_same_days_are_one_mark(world, camp):
    facts = Stay("钱五", world.branch, "本支部", "temporary", "另一号", D(2026, 6, 1), D(2026, 7, 1))
    hosting.take_in(camp, facts, by=world.reviewer)
    activity = evening(camp)

    attending.sign_in(activity.pk, world.plain_member.pk)

    assert activity.attendances.count() == 1


def test_what_the_phone_shows_and_asks_leave_from(world, camp, client_for):
    activity = evening(camp, published_at=NOW)

    assert [ticket.activity for ticket in tickets_of(world.plain_member, NOW)] == [activity]
    page = client_for(world.member).get(reverse("my_activity", args=[activity.pk]))
    assert page.status_code == 200
    later = make_activity(camp, D(2026, 6, 25), state=ActivityState.ANNOUNCED, published_at=NOW)
    assert leaving.ask(later, world.plain_member, reason="sick", by=world.member).activity == later


def test_the_wall_names_those_who_are_there(world, camp):
    assert [person.name for person in _people(evening(camp))] == ["钱五"]


def test_the_code_of_a_single_event_is_the_temporary_branchs_own(world, camp):
    found = occasion_of(evening(camp).pk)
    assert own_occasion(found, world.plain_member.pk) == found


def test_a_full_member_votes_in_the_temporary_branch(world, camp):
    stay(world, camp, "李二")
    meeting = make_activity(camp, kind="member_meeting")

    vote = electorate_of(meeting, VOTES[VoteKind.GENERAL], online_counts=False)

    assert vote.of(world.others[0].pk).may_vote
    assert not vote.of(world.plain_member.pk).may_vote  # probationary
