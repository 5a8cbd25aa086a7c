"""A joint event with everybody pressing at once: real threads, real locks, nothing half done and no deadlock."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.conf import settings

from activities.choices import ActivityState, PartState
from activities.models import Activity, Attendance, JointEvent, JointPart
from activities.services import announcing, attending, changing, joining
from activities.services.attending import SignedIn
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.activities.services.test_joint_events import DAY, START, fresh, make_guest
from tests.factories.activities import make_activity
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


@pytest.fixture
def lead(world, today):
    return make_activity(world.branch, DAY, theme="共学原文", host=world.secretary_member)


@pytest.fixture
def guests(world, lead):
    made = [make_guest(world.committee, f"邻近支部{n}") for n in range(3)]
    joint = joining.open_joint(lead, by=world.secretary, branches=[guest.branch for guest in made])
    for guest in made:
        guest.part = joint.parts.get(branch=guest.branch)
    return made


def unexpected(results):
    return [r for r in results if isinstance(r, Exception) and not isinstance(r, DomainError)]


def adopting(guest):
    return partial(joining.adopt, guest.part, by=guest.secretary, on=date(2026, 6, 18))


def test_two_clicks_on_invite_make_one_event(world, lead, db):
    near = make_guest(world.committee, "邻近支部")
    results = at_once(*[partial(joining.open_joint, lead, by=world.secretary, branches=[near.branch])] * 4)
    assert unexpected(results) == []
    assert JointEvent.objects.count() == 1
    assert JointPart.objects.count() == 2


def test_four_clicks_on_adopt_make_one_activity(guests):
    results = at_once(*[adopting(guests[0])] * 4)
    assert unexpected(results) == []
    assert Activity.objects.filter(branch=guests[0].branch).count() == 1
    assert len({activity.pk for activity in results}) == 1


def test_who_adopts_while_the_host_moves_it_gets_the_new_day(world, lead, guests):
    fields = {"starts_at": START + timedelta(days=1), "ends_at": START + timedelta(days=1, hours=4)}
    move = partial(changing.change, lead, by=world.secretary, revision=lead.revision, fields=fields)
    results = at_once(move, *[adopting(guest) for guest in guests])
    assert [r for r in results if isinstance(r, Exception)] == []
    assert {row.starts_at for row in Activity.objects.all()} == {fields["starts_at"]}


def test_who_adopts_while_it_is_called_off_holds_nothing(world, lead, guests):
    call_off = partial(changing.cancel, lead, by=world.secretary, reason="台风")
    results = at_once(call_off, *[adopting(guest) for guest in guests])
    assert unexpected(results) == []
    assert set(Activity.objects.values_list("state", flat=True)) == {ActivityState.CANCELLED}


def test_the_host_moves_it_while_branches_leave_cancel_announce_and_close(world, lead, guests, today):
    theirs = [adopting(guest)() for guest in guests]
    today.move_to(datetime(2026, 6, 19, 9, 0, tzinfo=clock.OFFICE))
    fields = {"place": "大礼堂"}
    results = at_once(
        partial(
            changing.change, fresh(lead), by=world.secretary, revision=fresh(lead).revision, fields=fields
        ),
        partial(joining.leave, fresh(guests[0].part), by=guests[0].secretary, reason="自己办"),
        partial(changing.cancel, theirs[1], by=guests[1].secretary, reason="防汛"),
        partial(announcing.announce, theirs[2], by=guests[2].secretary),
    )
    assert unexpected(results) == []
    assert fresh(theirs[2]).place == "大礼堂"
    assert fresh(guests[0].part).state == PartState.LEFT
    assert fresh(guests[1].part).state == PartState.LEFT
    assert fresh(theirs[1]).state == ActivityState.CANCELLED


def test_thirty_phones_of_three_branches_at_one_code(world, lead, guests, today):
    theirs = [adopting(guest)() for guest in guests]
    today.move_to(START + timedelta(minutes=1))
    people = [*world.roster, *(member for guest in guests for member in guest.members)]
    results = at_once(*[partial(attending.sign_in, lead.pk, member.pk) for member in people * 2])

    assert all(isinstance(result, SignedIn) for result in results), unexpected(results)
    assert Attendance.objects.count() == len(people)
    for guest, activity in zip(guests, theirs, strict=True):
        names = activity.attendances.values_list("member__name", flat=True)
        assert sorted(names) == sorted(member.name for member in guest.members)
