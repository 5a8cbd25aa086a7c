"""MEM-14 on the first page: the question who could have gone silent leaves out nobody for whom a bell rings."""

from datetime import date, timedelta
from itertools import product

import pytest

from activities.choices import AttendanceStatus
from activities.models import Attendance
from activities.reports.inactivity import perhaps_silent, silent_members
from activities.reports.todo_inactive import inactive
from members.models import MembershipSpell
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db
DAYS = (80, 88, 89, 90, 92, 184, 551)
MISSED = AttendanceStatus.ABSENT


def held(branch, day):
    return make_activity(branch, day, state="held", closed_at=clock.start_of(day))


def mark(activity, member, status):
    Attendance.objects.create(
        activity=activity, member=member, status=status, method="list", standing="full",
        marked_at=activity.starts_at,
    )  # fmt: skip


@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 18)])
def test_whoever_a_bell_rings_for_is_among_those_asked_about(world, today, day):
    """Every mark so many days ago, followed by an evening missed or left open: as many answers either way."""
    today.move_to(clock.start_of(day))
    before = {days: held(world.branch, day - timedelta(days=days)) for days in DAYS}
    lately = held(world.branch, day - timedelta(days=20))
    last = (MISSED, AttendanceStatus.UNSETTLED, None)
    for number, (days, status, then) in enumerate(product(DAYS, AttendanceStatus.values, last)):
        member = make_member(world.branch, name=f"党员{number}")
        mark(before[days], member, status)
        if then is not None:
            mark(lately, member, then)

    everybody = MembershipSpell.objects.filter(branch=world.branch).select_related("member")
    asked = silent_members(perhaps_silent(world.branch, day), day)

    by_member = {each.member.pk: each.silence for each in silent_members(everybody, day)}
    assert {each.member.pk: each.silence for each in asked} == by_member
    assert 0 < len(by_member) < everybody.count()


@pytest.mark.parametrize("count", [1, 3])
def test_the_lines_cost_the_same_for_one_and_for_three(world, today, django_assert_num_queries, count):
    evening = held(world.branch, date(2026, 6, 1))
    for member in world.others[:count]:
        mark(evening, member, MISSED)

    with django_assert_num_queries(5):
        lines = list(inactive(world.branch))

    assert len(lines) == count
