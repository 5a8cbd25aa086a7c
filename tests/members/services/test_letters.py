"""Letters of introduction: issued, accepted, run out, taken back, corrected (MEM-06..MEM-08, E-01..E-04)."""

from datetime import date

import pytest

from branches.services.grouping import form_group
from branches.services.setting import set_parameter
from members.choices import SpellEnd
from members.choices_letters import LetterState
from members.models import TransferLetter
from members.services import letters
from members.services.enrolling import MemberFacts, leave_branch
from members.services.letters_inward import OutsideLetter, receive_from_outside
from members.services.transferring import transfer
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch
from tests.factories.letters import letter_to, make_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 6, 18)


@pytest.fixture
def sister(world):
    return make_branch(parent=world.committee, name="会计学院学生第三党支部")


@pytest.fixture
def member(world):
    return world.others[0]


def test_until_it_is_accepted_the_member_stays_with_the_old_branch(world, sister, member):
    letter = make_letter(member, sister, by=world.secretary)

    assert member.branch_on(TODAY) == world.branch
    assert (letter.number, letter.state, letter.valid_until) == ("2026-001", "issued", date(2026, 7, 1))
    assert (letter.source_name, letter.target_name) == (world.branch.name, sister.name)


def test_from_the_day_of_acceptance_on_he_is_in_the_new_branch_and_in_its_group(world, sister, member):
    group = form_group(sister, "第一党小组", by=world.reviewer)
    letter = make_letter(member, sister)

    letters.accept(letter, day=date(2026, 6, 10), by=world.reviewer, group=group)

    letter.refresh_from_db()
    assert member.branch_on(date(2026, 6, 9)) == world.branch
    assert member.branch_on(date(2026, 6, 10)) == sister
    assert member.spells.get(branch=sister).group == group
    assert (letter.state, letter.accepted_on, letter.receipt_on) == ("accepted", date(2026, 6, 10), TODAY)


def test_accepting_twice_is_accepting_once(world, sister, member):
    letter = make_letter(member, sister)
    for _ in range(2):
        letters.accept(letter, day=TODAY, by=world.reviewer)

    assert member.spells.count() == 2


def test_a_letter_out_of_the_tree_ends_with_its_receipt(world, member):
    letter = make_letter(member, "中共外省某局机关第一党支部委员会")

    letters.accept(letter, day=date(2026, 6, 15), by=world.secretary)

    assert member.branch_on(date(2026, 6, 14)) == world.branch
    assert member.branch_on(date(2026, 6, 15)) is None
    assert member.spells.get().ended_by == SpellEnd.TRANSFERRED


@pytest.mark.parametrize(
    ("issued_on", "day", "word", "accepted"),
    [
        (date(2026, 5, 19), TODAY, "", True),
        (date(2026, 5, 18), date(2026, 6, 17), "", True),
        (date(2026, 5, 18), TODAY, "", False),
        (date(2026, 5, 18), TODAY, "路上耽误，对方同意", True),
    ],
)
def test_after_the_last_day_a_word_is_needed(world, sister, member, issued_on, day, word, accepted):
    letter = make_letter(member, sister, issued_on=issued_on)

    if not accepted:
        with pytest.raises(DomainError) as refusal:
            letters.accept(letter, day=day, by=world.reviewer, late_word=word)
        assert refusal.value.code == "late"
        return
    letters.accept(letter, day=day, by=world.reviewer, late_word=word)
    assert TransferLetter.objects.get(pk=letter.pk).late_word == word


def test_the_night_marks_letters_that_have_run_out(world, sister, member, today):
    letter = make_letter(member, sister, issued_on=date(2026, 5, 19))

    assert letters.expire_letters(date(2026, 6, 18)) == 0
    assert letters.expire_letters(date(2026, 6, 19)) == 1
    assert letters.expire_letters(date(2026, 6, 19)) == 0
    letter.refresh_from_db()
    assert letter.state == LetterState.EXPIRED


@pytest.mark.parametrize(("days", "taken"), [(1, True), (90, True), (91, False), (0, False)])
def test_validity_stays_within_the_committees_limit(world, sister, member, days, taken):
    if taken:
        assert letters.issue(member, letter_to(sister, days=days), by=None).days == days
    else:
        with pytest.raises(DomainError):
            letters.issue(member, letter_to(sister, days=days), by=None)


def test_the_committee_sets_how_long_letters_hold(world, sister, member):
    set_parameter(
        world.committee, "mem.letter_days", 10, since=date(2026, 1, 1), by=world.reviewer, reason="市内"
    )

    assert make_letter(member, sister).valid_until == date(2026, 6, 11)


def test_one_open_letter_at_a_time_and_the_same_one_again_is_the_same(world, sister, member):
    first = make_letter(member, sister)

    assert make_letter(member, sister) == first
    with pytest.raises(DomainError) as refusal:
        make_letter(member, "外省某局")
    assert refusal.value.code == "open_letter"


def test_a_new_letter_replaces_one_that_ran_out(world, sister, member, today):
    old = make_letter(member, sister, issued_on=date(2026, 4, 1))
    letters.expire_letters(TODAY)

    new = make_letter(member, sister)

    old.refresh_from_db()
    assert (old.state, old.void_reason) == ("void", "另开新的介绍信")
    assert new.number == "2026-002"


def test_each_branch_counts_its_letters_by_itself_and_by_the_year(world, sister, member):
    make_letter(member, sister)
    make_letter(world.others[1], sister)
    last_year = make_letter(world.others[2], sister, issued_on=date(2025, 12, 31))

    numbers = sorted(TransferLetter.objects.values_list("year", "serial"))
    assert numbers == [(2025, 1), (2026, 1), (2026, 2)]
    assert last_year.number == "2025-001"


def test_a_void_letter_keeps_its_number_and_moves_nobody(world, sister, member):
    letter = make_letter(member, sister)
    with pytest.raises(DomainError):
        letters.void(letter, reason=" ", by=world.secretary)

    letters.void(letter, reason="本人不去了", by=world.secretary)

    with pytest.raises(DomainError):
        letters.accept(letter, day=TODAY, by=world.reviewer)
    assert member.branch_on(TODAY) == world.branch
    assert make_letter(member, sister).serial == 2


@pytest.mark.parametrize("go", ["leave", "transfer"])
def test_a_member_who_goes_another_way_leaves_no_open_letter(world, sister, member, go):
    letter = make_letter(member, sister)

    if go == "leave":
        leave_branch(member, day=TODAY, ended_by=SpellEnd.DIED, by=world.secretary)
    else:
        transfer(member, world.foreign_branch, day=TODAY, by=world.reviewer)

    letter.refresh_from_db()
    assert letter.state == LetterState.VOID


def test_a_name_outside_the_tree_goes_by_letter_only(world, member):
    with pytest.raises(DomainError) as refusal:
        letters.issue(member, letters.NewLetter(None, "不认识的支部", "in_system", date(2026, 6, 1)), by=None)
    assert refusal.value.code == "not_in_tree"


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 6, 19)])
def test_accepted_neither_before_the_issue_nor_tomorrow(world, sister, member, day):
    letter = make_letter(member, sister)

    with pytest.raises(DomainError):
        letters.accept(letter, day=day, by=world.reviewer)


@pytest.mark.parametrize("day", [date(2026, 6, 5), date(2026, 6, 15)])
def test_the_day_of_acceptance_corrected(world, sister, member, day):
    letter = make_letter(member, sister)
    letters.accept(letter, day=date(2026, 6, 10), by=world.reviewer)

    letters.correct_acceptance(letter, day=day, reason="回执上是这天", by=world.reviewer)

    letter.refresh_from_db()
    assert letter.accepted_on == day
    assert member.spells.get(branch=sister).period.lower == day
    assert member.spells.get(branch=world.branch).period.upper == day


def test_a_change_of_group_afterwards_does_not_stand_in_the_way(world, sister, member):
    from members.services.enrolling import change_group

    group = form_group(sister, "第一党小组", by=world.reviewer)
    letter = make_letter(member, sister)
    letters.accept(letter, day=date(2026, 6, 5), by=world.reviewer)
    change_group(member, group, day=date(2026, 6, 10), by=world.reviewer)

    letters.correct_acceptance(letter, day=date(2026, 6, 8), reason="回执", by=world.reviewer)

    starts = [spell.period.lower for spell in member.spells.order_by("period")][1:]
    assert starts == [date(2026, 6, 8), date(2026, 6, 10)]
    with pytest.raises(DomainError):
        letters.correct_acceptance(letter, day=date(2026, 6, 10), reason="回执", by=world.reviewer)


def test_the_receipt_from_outside_corrected(world, member):
    letter = make_letter(member, "外省某局")
    letters.accept(letter, day=date(2026, 6, 10), by=world.secretary)

    letters.correct_acceptance(letter, day=date(2026, 6, 12), reason="回执", by=world.secretary)

    assert member.branch_on(date(2026, 6, 11)) == world.branch
    assert member.branch_on(date(2026, 6, 12)) is None


FACTS = MemberFacts(name="新来", sex="male", joined_on=date(2015, 7, 1), full_on=date(2016, 7, 1), phone="")


def test_somebody_from_outside_is_enrolled_with_his_letter(world):
    brought = OutsideLetter("外省某局机关党支部", "外组〔2026〕8号", date(2026, 6, 1), 30, date(2026, 5, 1))

    letter = receive_from_outside(world.branch, FACTS, brought, since=date(2026, 6, 16), by=world.secretary)

    assert letter.member.branch_on(date(2026, 6, 16)) == world.branch
    assert (letter.state, letter.number) == ("accepted", "外组〔2026〕8号")
    letters.correct_acceptance(letter, day=date(2026, 6, 17), reason="写错", by=world.secretary)
    assert letter.member.branch_on(date(2026, 6, 16)) is None


@pytest.mark.parametrize(("issued_on", "late"), [(date(2026, 5, 19), False), (date(2026, 5, 18), True)])
def test_a_letter_from_outside_that_ran_out_needs_a_word(world, issued_on, late):
    brought = OutsideLetter("外省某局", "8", issued_on, 30)

    if late:
        with pytest.raises(DomainError):
            receive_from_outside(world.branch, FACTS, brought, since=TODAY, by=world.secretary)
    else:
        assert receive_from_outside(world.branch, FACTS, brought, since=TODAY, by=world.secretary).pk


def test_both_in_one_hand_is_one_act_with_its_row(world, sister, member):
    for _ in range(2):
        letter = letters.move_at_once(member, sister, day=TODAY, by=world.reviewer)

    assert member.branch_on(TODAY) == sister
    assert TransferLetter.objects.get() == letter
    assert (letter.state, letter.number) == ("accepted", "2026-001")
