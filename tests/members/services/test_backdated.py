"""Entered late with an early day: closed books and frozen tables stay; the year turns at midnight (E-61)."""

from datetime import date, datetime, timedelta

import pytest

from members.choices import SpellEnd
from members.models import DuesMonth, MemberStatistics
from members.reports.dues_balance import faults_of
from members.reports.roster import roster_on
from members.services.dues_closing import close, receive_ticked
from members.services.enrolling import become_full, leave_branch
from members.services.exempting import exempt
from members.services.freezing_statistics import freeze
from members.services.transferring import transfer
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch
from tests.factories.dues import JUNE, assessed, billed, make_keeper

pytestmark = [pytest.mark.django_db]
D = date
LAST, FIRST = D(2026, 12, 31), D(2027, 1, 1)


@pytest.fixture
def closed_june(world, today):
    """Everybody but 李二 has paid; the month is counted and closed."""
    keeper = make_keeper(world.branch)
    for member in world.roster:
        assessed(member, world.branch, keeper)
    billed()
    today.move_to(datetime(2026, 7, 2, 9, tzinfo=clock.OFFICE))
    paid = [member for member in world.roster if member != world.others[0]]
    receive_ticked(world.branch, JUNE, [member.pk for member in paid], by=keeper)
    close(world.branch, JUNE, counted_fen=4 * 3457, by=keeper)
    return DuesMonth.objects.get(branch=world.branch, month=JUNE)


def moved(world, member):
    transfer(member, make_branch(parent=world.committee), day=D(2026, 6, 5), by=world.reviewer)


def died(world, member):
    leave_branch(member, day=D(2026, 6, 5), ended_by=SpellEnd.DIED, by=world.secretary)


@pytest.mark.parametrize("what", [moved, died])
@pytest.mark.parametrize("has_paid", [True, False])
def test_a_closed_month_keeps_its_figures_and_the_books_come_out_even(world, closed_june, what, has_paid):
    before = (closed_june.figures, closed_june.counted_fen)

    what(world, world.others[1] if has_paid else world.others[0])

    closed_june.refresh_from_db()
    assert (closed_june.figures, closed_june.counted_fen) == before
    assert faults_of(world.branch) == []


@pytest.mark.parametrize("what", [moved, died])
def test_frozen_tables_stay_and_the_next_ones_name_who_does_not_fit(world, today, what):
    today.move_to(datetime(2026, 7, 2, 9, tzinfo=clock.OFFICE))
    frozen = freeze(world.branch, D(2026, 6, 30), by=None)
    content, people = frozen.content, list(frozen.people)

    what(world, world.others[0])

    kept = MemberStatistics.objects.get(pk=frozen.pk)
    assert (kept.content, list(kept.people)) == (content, people)
    assert len(roster_on(world.branch, D(2026, 6, 30))) == len(people) - 1


@pytest.mark.parametrize(("day", "in_old_year"), [(LAST, False), (FIRST, True)])
def test_the_last_day_of_december_and_the_first_of_january_are_two_years(world, today, day, in_old_year):
    """From the day of departure on no member: who left on 1 January is counted on 31 December, and not before."""
    today.move_to(datetime(2027, 1, 5, 9, tzinfo=clock.OFFICE))
    leave_branch(world.others[0], day=day, ended_by=SpellEnd.DIED, by=world.secretary)

    names = [entry.name for entry in roster_on(world.branch, LAST)]

    assert ("李二" in names) is in_old_year
    assert "李二" not in [entry.name for entry in roster_on(world.branch, FIRST)]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 31, 23, 59, 59, tzinfo=clock.OFFICE), LAST),
        (datetime(2027, 1, 1, 0, 0, tzinfo=clock.OFFICE), FIRST),
    ],
)
def test_a_post_given_on_new_years_eve_is_of_the_offices_day_not_of_greenwich(world, today, moment, day):
    today.move_to(moment)
    assert clock.today() == day
    with pytest.raises(DomainError):
        leave_branch(world.others[0], day=day + timedelta(days=1), ended_by=SpellEnd.DIED, by=world.secretary)


def test_an_exemption_from_a_leap_day_ends_with_the_next_february(world, today):
    today.move_to(datetime(2028, 2, 29, 9, tzinfo=clock.OFFICE))
    facts = {"reason": "long_illness", "contact": world.others[1], "by": world.secretary}
    with pytest.raises(DomainError):
        exempt(world.others[0], since=D(2028, 2, 29), until=D(2029, 2, 28), **facts)

    spell = exempt(world.others[0], since=D(2028, 2, 29), until=D(2029, 2, 27), **facts)

    assert spell.until == D(2029, 2, 27)


def test_who_joined_on_a_leap_day_is_full_on_the_last_of_february(world, today):
    today.move_to(datetime(2029, 3, 1, 9, tzinfo=clock.OFFICE))
    member = world.plain_member
    member.joined_on = D(2028, 2, 29)
    member.save()

    become_full(member, full_on=D(2029, 2, 28), approved_on=D(2029, 3, 1), by=world.reviewer)

    member.refresh_from_db()
    assert member.standing_on(D(2029, 2, 27)) == "probationary"
    assert member.standing_on(D(2029, 2, 28)) == "full"
