"""Decisions on membership: by a paper, by the secretary, undone with a reason, restored after a stop (MEM-20, E-52)."""

from datetime import date

import pytest

from members.choices import SpellEnd
from members.choices_standing import ENDS, DecisionKind
from members.models import StandingDecision
from members.services import deciding
from members.services.deciding import Decision, Place
from members.services.enrolling import leave_branch
from members.services.transferring import transfer
from partywork.common.errors import DomainError
from partywork.common.uploads import PDF, CleanFile
from partywork.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
PAPER = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")
DAY = date(2026, 6, 10)


def decision(kind, effective_on=DAY, **fields):
    facts = {"decided_on": date(2026, 6, 8), "number": "市直组〔2026〕3号", "decided_by": "市直机关工委"}
    return Decision(kind=kind, effective_on=effective_on, **{**facts, **fields})


@pytest.fixture
def member(world):
    return world.others[0]


@pytest.mark.parametrize("kind", [kind for kind in ENDS if kind != DecisionKind.ANNULMENT])
def test_from_the_day_of_effect_on_no_member_of_the_branch(world, member, kind):
    made = deciding.decide(member, decision(kind), paper=PAPER, by=world.secretary)

    assert member.branch_on(date(2026, 6, 9)) == world.branch
    assert member.branch_on(DAY) is None
    assert member.spells.get().ended_by == ENDS[kind]
    assert made.branch == world.branch


def test_only_a_probationary_member_can_have_his_candidacy_annulled(world, member):
    with pytest.raises(DomainError):
        deciding.decide(member, decision(DecisionKind.ANNULMENT), paper=PAPER, by=world.secretary)

    deciding.decide(world.plain_member, decision(DecisionKind.ANNULMENT), paper=PAPER, by=world.secretary)
    assert world.plain_member.branch_on(DAY) is None


@pytest.mark.parametrize(
    ("paper", "fields"),
    [
        (None, {}),
        (PAPER, {"number": " "}),
        (PAPER, {"decided_by": ""}),
        (PAPER, {"decided_on": date(2026, 6, 11)}),
        (PAPER, {"effective_on": date(2026, 6, 19)}),
    ],
)
def test_without_the_paper_its_number_and_sensible_dates_nothing_is_recorded(world, member, paper, fields):
    with pytest.raises(DomainError):
        deciding.decide(member, decision(DecisionKind.STOPPED, **fields), paper=paper, by=world.secretary)

    assert member.branch_on(date(2026, 6, 18)) == world.branch
    assert not StandingDecision.objects.exists()


def test_nobody_records_his_own_case(world):
    with pytest.raises(DomainError) as refusal:
        deciding.decide(
            world.secretary_member, decision(DecisionKind.STOPPED), paper=PAPER, by=world.secretary
        )
    assert refusal.value.code == "own_case"


def test_the_members_own_journal_does_not_tell_what_was_decided(world, member):
    deciding.decide(member, decision(DecisionKind.EXPULSION), paper=PAPER, by=world.secretary)

    entries = JournalEntry.objects.filter(model="members.member", object_id=member.pk)
    assert "出党" not in "".join(entry.after + entry.reason for entry in entries)
    assert entries.get(verb="leave_branch").after == "离开"


def test_recorded_twice_is_recorded_once(world, member):
    for _ in range(2):
        deciding.decide(member, decision(DecisionKind.STOPPED), paper=PAPER, by=world.secretary)

    assert StandingDecision.objects.count() == 1


def test_restored_after_a_stop_and_after_nothing_else(world, member):
    deciding.decide(member, decision(DecisionKind.STOPPED), paper=PAPER, by=world.secretary)
    back = decision(DecisionKind.RESTORED, effective_on=date(2026, 6, 16))

    for _ in range(2):
        deciding.restore(member, back, place=Place(world.branch), paper=PAPER, by=world.secretary)

    assert member.branch_on(date(2026, 6, 15)) is None
    assert member.branch_on(date(2026, 6, 16)) == world.branch
    assert member.spells.count() == 2
    other = world.others[1]
    deciding.decide(other, decision(DecisionKind.EXPULSION), paper=PAPER, by=world.secretary)
    with pytest.raises(DomainError) as refusal:
        deciding.restore(other, back, place=Place(world.branch), paper=PAPER, by=world.secretary)
    assert refusal.value.code == "not_stopped"


@pytest.mark.parametrize(
    ("day", "taken"), [(date(2026, 6, 9), False), (DAY, True), (date(2026, 6, 11), True)]
)
def test_restored_not_before_the_stop(world, member, day, taken):
    deciding.decide(member, decision(DecisionKind.STOPPED), paper=PAPER, by=world.secretary)
    back = decision(DecisionKind.RESTORED, effective_on=day)

    if taken:
        deciding.restore(member, back, place=Place(world.branch), paper=PAPER, by=world.secretary)
        assert member.branch_on(day) == world.branch
    else:
        with pytest.raises(DomainError):
            deciding.restore(member, back, place=Place(world.branch), paper=PAPER, by=world.secretary)


def test_recorded_by_mistake_is_undone_and_both_stay_visible(world, member):
    made = deciding.decide(member, decision(DecisionKind.EXPULSION), paper=PAPER, by=world.secretary)
    with pytest.raises(DomainError):
        deciding.undo(made, reason=" ", by=world.secretary)

    for _ in range(2):
        deciding.undo(made, reason="登记错了人", by=world.secretary)

    made.refresh_from_db()
    assert member.branch_on(date(2026, 6, 18)) == world.branch
    assert (made.is_undone, made.undone_reason) == (True, "登记错了人")
    assert member.spells.get().ended_by == ""


def test_a_restoration_recorded_by_mistake_is_undone_first(world, member):
    stop = deciding.decide(member, decision(DecisionKind.STOPPED), paper=PAPER, by=world.secretary)
    back = decision(DecisionKind.RESTORED, effective_on=date(2026, 6, 16))
    restored = deciding.restore(member, back, place=Place(world.branch), paper=PAPER, by=world.secretary)

    with pytest.raises(DomainError):
        deciding.undo(stop, reason="误", by=world.secretary)
    deciding.undo(restored, reason="误", by=world.secretary)
    assert member.branch_on(date(2026, 6, 18)) is None
    deciding.undo(stop, reason="误", by=world.secretary)
    assert member.branch_on(date(2026, 6, 18)) == world.branch


def test_a_death_noted_by_mistake_is_corrected(world, member):
    leave_branch(member, day=DAY, ended_by=SpellEnd.DIED, by=world.secretary)

    deciding.undo_departure(member, world.branch, reason="误登记", by=world.secretary)

    assert member.branch_on(date(2026, 6, 18)) == world.branch
    with pytest.raises(DomainError):
        deciding.undo_departure(member, world.branch, reason="再来", by=world.secretary)


def test_whoever_has_moved_on_is_not_taken_back(world, member):
    transfer(member, world.foreign_branch, day=DAY, by=world.reviewer)

    with pytest.raises(DomainError):
        deciding.undo_departure(member, world.branch, reason="误", by=world.secretary)


def test_a_former_branch_does_not_take_back_what_a_later_one_noted(world, member, client_for):
    transfer(member, world.foreign_branch, day=date(2026, 6, 1), by=world.reviewer)
    leave_branch(member, day=DAY, ended_by=SpellEnd.DIED, by=world.outsider)

    sent = client_for(world.secretary).post(
        f"/members/{member.pk}/departure/undoing/", {"reason": "想改别的支部的登记"}
    )

    assert sent.status_code == 422
    assert member.branch_on(date(2026, 6, 18)) is None
    deciding.undo_departure(member, world.foreign_branch, reason="误登记", by=world.outsider)
    assert member.branch_on(date(2026, 6, 18)) == world.foreign_branch


def test_a_decision_keeps_its_words(world, member):
    from django.db import InternalError, transaction

    made = deciding.decide(member, decision(DecisionKind.STOPPED), paper=PAPER, by=world.secretary)
    with pytest.raises(InternalError), transaction.atomic():
        StandingDecision.objects.filter(pk=made.pk).update(number="改")
    with pytest.raises(InternalError), transaction.atomic():
        made.delete()
