"""When the vote of a converted member begins: the approval, or the meeting if the committee says so (E-05)."""

from datetime import date, timedelta

import pytest

from activities.reports.electors import full_members
from branches.services.setting import set_parameter
from members.reports.roster import roster_on
from members.rules.development_facts import Approval
from members.rules.facts import MemberFacts
from members.services.member_facts import correct
from tests.factories.development import make_development, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
A_DAY = timedelta(days=1)


def convert(world, until="conversion_approved"):
    development = make_development(
        world.branch, by=world.secretary, until=until, people=world.others, name="周六"
    )
    member = development.member
    assert member is not None
    days = dict(development.steps.values_list("key", "done_on"))
    return member, days


def votes(world, member, day) -> bool:
    assert any(entry.member_id == member.pk for entry in roster_on(world.branch, day))
    return member.pk in full_members(world.branch, day)


def test_as_shipped_from_the_day_of_the_approval_and_the_years_from_the_end_of_probation(world):
    member, days = convert(world)

    approved = days["conversion_approved"]
    assert (votes(world, member, approved - A_DAY), votes(world, member, approved)) == (False, True)
    assert member.full_on == date(2026, 2, 7) < approved


def test_where_the_committee_says_so_from_the_meeting_on_before_any_approval(world):
    set_parameter(
        world.committee,
        "mem.votes_from",
        "meeting",
        since=date(2026, 1, 1),
        reason="上级规定",
        by=world.reviewer,
    )
    member, days = convert(world, "conversion_decided")

    met = days["conversion_decided"]
    assert (votes(world, member, met - A_DAY), votes(world, member, met)) == (False, True)
    assert member.full_on is None


def test_a_decision_that_is_refused_above_gives_no_vote(world):
    set_parameter(
        world.committee,
        "mem.votes_from",
        "meeting",
        since=date(2026, 1, 1),
        reason="上级规定",
        by=world.reviewer,
    )
    development = make_development(
        world.branch, by=world.secretary, until="conversion_decided", people=world.others, name="周六"
    )
    refused = Approval(approver="市直机关工委", passed=False)
    walk(development, "conversion_approved", by=world.secretary, facts=refused)

    development.refresh_from_db()
    assert development.member is not None
    development.member.refresh_from_db()
    assert development.member.votes_from is None
    assert not votes(world, development.member, date(2026, 6, 18))


def test_who_was_full_before_votes_by_that_and_a_correction_by_hand_counts_as_such(world):
    old = world.others[0]
    assert old.votes_from is None
    assert votes(world, old, date(2026, 6, 18))

    member, days = convert(world)
    facts = MemberFacts(name="周六", sex=member.sex, joined_on=member.joined_on, full_on=date(2026, 2, 8))
    fixed = correct(member, facts, by=world.secretary, reason="登记错了")
    assert fixed.votes_from is None
    assert votes(world, member, days["conversion_approved"] - A_DAY)
