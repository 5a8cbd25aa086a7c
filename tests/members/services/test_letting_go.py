"""Whoever goes leaves no reason behind, is on no list of the old branch, and is answered by the new one."""

from datetime import date

import pytest
from django.urls import reverse

from members.choices import SpellEnd
from members.models import AwaySpell, CareSpell, CorrectionRequest
from members.services import correcting, letters
from members.services.away import Away, begin
from members.services.caring import put_on_list
from members.services.enrolling import leave_branch
from members.services.reorganizing import split
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch
from tests.factories.letters import make_letter
from tests.factories.members import appoint, make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY, EARLIER = date(2026, 6, 18), date(2026, 6, 1)
ILL = "肾病透析，每月自费三千"


@pytest.fixture
def sister(world):
    branch = make_branch(parent=world.committee, name="会计学院学生第三党支部")
    secretary = make_user("sister", name="姐一")
    make_member(branch, name="姐一", user=secretary)
    appoint(secretary, branch, "secretary")
    return branch


@pytest.fixture
def member(world):
    """On the list of care, floating, and with a question open."""
    member = world.plain_member
    put_on_list(
        member,
        world.branch,
        kind="illness",
        since=EARLIER,
        consent_on=EARLIER,
        reason=ILL,
        by=world.secretary,
    )
    begin(member, Away(kind="floating", since=EARLIER, place="某省"), by=world.secretary)
    correcting.ask_correction(member, "home_address", should_be="某市新路3号", why="搬家", by=world.member)
    return member


def moved(world, member, to):
    letters.accept(make_letter(member, to, by=world.secretary), day=TODAY, by=world.reviewer)


def test_care_ends_with_the_transfer_and_its_reason_is_wiped(world, sister, member, client_for):
    moved(world, member, sister)

    spell = CareSpell.objects.get()
    assert (spell.until, spell.reason) == (TODAY, None)
    put_on_list(
        member, sister, kind="illness", since=TODAY, consent_on=TODAY, reason="", by=sister_secretary(sister)
    )
    assert (
        ILL not in client_for(world.secretary).post(reverse("care_reading", args=[spell.pk])).content.decode()
    )


def sister_secretary(sister):
    return sister.appointments.get().holder


@pytest.mark.parametrize("ended_by", [SpellEnd.DIED, SpellEnd.EXPELLED])
def test_care_ends_with_every_departure(world, member, ended_by):
    leave_branch(member, day=TODAY, ended_by=ended_by, by=world.secretary)

    spell = CareSpell.objects.get()
    assert (spell.until, spell.reason) == (TODAY, None)


def test_what_he_asked_is_answered_by_the_new_branch_and_no_more_by_the_old(
    world, sister, member, client_for
):
    address = reverse("correction_detail", args=[CorrectionRequest.objects.get().pk])
    assert client_for(world.secretary).get(address).status_code == 200

    moved(world, member, sister)

    assert client_for(world.secretary).get(address).status_code == 404
    assert client_for(world.secretary).post(address, {"accept": "1"}).status_code == 404
    new = client_for(sister_secretary(sister))
    assert new.get(address).status_code == 200
    assert new.post(address, {"accept": "1"}).status_code == 302
    assert CorrectionRequest.objects.get().state == "accepted"


def test_the_new_branch_may_note_that_he_floats_again(world, sister, member):
    moved(world, member, sister)

    spell = AwaySpell.objects.get()
    assert (spell.ended_on, spell.end_note) == (TODAY, "组织关系已转出")
    again = begin(member, Away(kind="floating", since=TODAY, place="某省"), by=sister_secretary(sister))
    assert again.branch == sister


def test_when_a_branch_is_split_who_is_away_is_the_new_branchs_to_ask_after(world, sister, member):
    split(world.branch, sister, {member.pk}, day=TODAY, by=world.reviewer)

    spell = AwaySpell.objects.get()
    assert (spell.branch, spell.ended_on) == (sister, None)


def test_whoever_is_suspended_out_of_contact_goes_on_being_looked_for(world):
    member = world.others[0]
    begin(member, Away(kind="lost", since=EARLIER), by=world.secretary)
    leave_branch(member, day=TODAY, ended_by=SpellEnd.SUSPENDED, by=world.secretary)

    assert AwaySpell.objects.get().ended_on is None


def test_the_dead_are_on_no_list_of_those_away(world, member):
    leave_branch(member, day=TODAY, ended_by=SpellEnd.DIED, by=world.secretary)

    assert AwaySpell.objects.get().ended_on == TODAY


def test_a_form_kept_open_over_the_transfer_puts_nobody_of_another_branch_on_the_list(world, sister, member):
    moved(world, member, sister)

    with pytest.raises(DomainError):
        put_on_list(member, world.branch, kind="old", since=TODAY, consent_on=None, by=world.secretary)
