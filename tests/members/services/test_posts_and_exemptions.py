"""Posts end with the day they end; exemptions are dated, limited and never one's own."""

from datetime import date
from typing import Any

import pytest

from branches.services.setting import set_parameter
from members.access import Capability, access_of
from members.choices import ExemptionReason, Post
from members.models import Appointment, ExemptionSpell
from members.reports.roster import roster_on
from members.services import accounts
from members.services.appointing import appoint, relieve
from members.services.exempting import end_exemption, exempt, latest_end
from members.services.reorganizing import dissolve, merge
from members.services.tokens import issue_token
from partywork.common.errors import DomainError
from tests.conftest import World
from tests.factories.branches import make_branch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 6, 18)


def test_rights_end_the_day_the_post_ends(world: World) -> None:
    assert access_of(world.secretary).may(Capability.WRITE_PLAN, world.branch)
    relieve(world.secretary.appointments.get(), day=TODAY, by=world.reviewer)
    assert not access_of(world.secretary).may_anywhere(Capability.WRITE_PLAN)


def test_a_branch_has_one_secretary_at_a_time(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        appoint(world.member, world.branch, Post.SECRETARY, since=TODAY, by=world.reviewer)
    assert "张一" in refusal.value.message
    relieve(world.secretary.appointments.get(), day=TODAY, by=world.reviewer)
    appoint(world.member, world.branch, Post.SECRETARY, since=TODAY, by=world.reviewer)
    assert access_of(world.member).may(Capability.FILE, world.branch)


def test_appointing_twice_is_one_post(world: World) -> None:
    for _ in range(2):
        appoint(world.member, world.branch, Post.GROUP_LEADER, since=TODAY, by=world.secretary)
    assert Appointment.objects.filter(holder=world.member).count() == 1


def test_a_post_that_never_began_leaves_nothing(world: World) -> None:
    post = appoint(world.member, world.branch, Post.GROUP_LEADER, since=TODAY, by=world.secretary)
    assert relieve(post, day=TODAY, by=world.secretary) is None


def _exempt(world: World, since: date, until: date, **changes: object) -> ExemptionSpell:
    values: dict[str, Any] = {
        "reason": ExemptionReason.OLD_AGE,
        "contact": world.others[1],
        "by": world.secretary,
        **changes,
    }
    return exempt(world.others[0], since=since, until=until, **values)


@pytest.mark.parametrize(
    ("day", "exempt_that_day"),
    [
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_both_ends_of_an_exemption_are_exempt(world: World, day: date, exempt_that_day: bool) -> None:
    _exempt(world, date(2026, 6, 1), date(2026, 6, 30))
    entry = next(e for e in roster_on(world.branch, day) if e.name == "李二")
    assert bool(entry.exemption) is exempt_that_day


def test_an_exemption_is_at_most_as_long_as_the_committee_allows(world: World) -> None:
    _exempt(world, date(2026, 1, 1), date(2026, 12, 31))
    set_parameter(world.committee, "mem.exempt_max_months", 6, since=date(2027, 1, 1), by=world.reviewer)
    with pytest.raises(DomainError) as refusal:
        _exempt(world, date(2027, 1, 1), date(2027, 7, 1))
    assert "6 个月" in refusal.value.message
    _exempt(world, date(2027, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("since", "months", "last"),
    [
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
    ],
)
def test_the_last_day_of_an_exemption(since: date, months: int, last: date) -> None:
    assert latest_end(since, months) == last


def test_nobody_approves_his_own_exemption(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        exempt(
            world.secretary_member,
            reason=ExemptionReason.AWAY,
            since=TODAY,
            until=TODAY,
            contact=world.others[0],
            by=world.secretary,
        )
    assert refusal.value.code == "own_case"


def test_an_exemption_needs_a_contact_of_the_branch(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        _exempt(world, TODAY, TODAY, contact=None)
    assert refusal.value.field == "contact"


def test_exempting_twice_is_one_exemption_and_overlaps_are_refused(world: World) -> None:
    first = _exempt(world, TODAY, date(2026, 7, 1))
    assert _exempt(world, TODAY, date(2026, 7, 1)) == first
    with pytest.raises(DomainError):
        _exempt(world, date(2026, 7, 1), date(2026, 8, 1))


def test_an_exemption_ends_early(world: World) -> None:
    spell = _exempt(world, date(2026, 6, 1), date(2026, 7, 1))
    end_exemption(spell, last_day=date(2026, 6, 10), by=world.secretary)
    entry = next(e for e in roster_on(world.branch, date(2026, 6, 11)) if e.name == "李二")
    assert entry.exemption == ""


def test_merging_moves_the_members_and_keeps_the_past(world: World) -> None:
    into = make_branch(parent=world.committee)
    assert merge(world.branch, into, day=TODAY, by=world.reviewer) == 5
    assert len(roster_on(into, TODAY)) == 5
    assert len(roster_on(world.branch, date(2026, 6, 17))) == 5
    world.branch.refresh_from_db()
    assert (world.branch.dissolved_on, world.branch.successor) == (TODAY, into)
    assert not access_of(world.secretary).may_anywhere(Capability.WRITE_PLAN)


def test_a_branch_with_members_is_not_dissolved(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        dissolve(world.branch, day=TODAY, by=world.reviewer)
    assert "5 名党员" in refusal.value.message


def test_an_account_is_opened_once_and_its_password_must_be_changed(world: World) -> None:
    opened = accounts.open_account(world.others[0], by=world.secretary)
    assert opened.user.check_password(opened.password)
    assert opened.user.must_change_password
    with pytest.raises(DomainError):
        accounts.open_account(world.others[0], by=world.secretary)


def test_the_link_of_the_slip_works_once(world: World) -> None:
    opened = accounts.open_account(world.others[0], by=world.secretary)
    assert accounts.user_of_link(opened.link_key) == opened.user
    accounts.choose_password(opened.user, "黄河之水天上来2026")
    assert accounts.user_of_link(opened.link_key) is None
    assert accounts.user_of_link(f"{opened.link_key}x") is None


def test_a_weak_password_is_refused_at_its_field(world: World) -> None:
    opened = accounts.open_account(world.others[0], by=world.secretary)
    with pytest.raises(DomainError) as refusal:
        accounts.choose_password(opened.user, "12345678")
    assert refusal.value.field == "password1"


def test_opening_all_accounts_skips_who_has_one(world: World) -> None:
    opened = accounts.open_accounts(world.roster, by=world.secretary)
    assert {slip.name for slip in opened} == {"李二", "王三", "赵四"}
    assert len({slip.username for slip in opened}) == 3


def test_a_token_gives_no_right_its_owner_lacks(world: World) -> None:
    with pytest.raises(DomainError):
        issue_token(world.outsider, name="统计", organization=world.branch, rights=["see_record"])
    with pytest.raises(DomainError):
        issue_token(world.member, name="统计")
    token, text = issue_token(world.reviewer, name="统计", organization=world.branch, rights=["see_record"])
    assert text.startswith("pw_")
    assert token.rights == ["see_record"]
