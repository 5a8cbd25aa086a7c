"""Two people press at the same moment about one member: one of them is told so, nothing is done twice or by halves."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.conf import settings

from branches.services.grouping import form_group
from members.choices import SpellEnd
from members.choices_letters import Way
from members.importing.reading import Reading
from members.importing.roster import read_roster
from members.models import Member, MemberStatistics, PersonalFile, TransferLetter
from members.services import letters
from members.services.enrolling import MemberFacts, become_full, change_group, enrol, leave_branch
from members.services.freezing_statistics import freeze
from members.services.importing import take_all
from members.services.letters import NewLetter
from members.services.personal_files import write_items
from members.services.transferring import transfer
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet
from tests.factories.branches import make_branch
from tests.factories.development import make_development, walk
from tests.factories.letters import make_letter
from tests.helpers.at_once import at_once
from tests.helpers.rosters import id_number

pytestmark = [
    pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS),
    pytest.mark.usefixtures("today"),
]
TODAY, BEFORE = date(2026, 6, 18), date(2026, 6, 1)
PHONE = "13800138123"


@pytest.fixture
def sister(world):
    return make_branch(parent=world.committee, name="会计学院学生第三党支部")


@pytest.fixture
def member(world):
    return world.others[0]


def only_told(results: list[Any]) -> int:
    """How many were refused, each in a sentence and none by a fault."""
    failed = [result for result in results if isinstance(result, Exception)]
    assert [type(each) for each in failed if not isinstance(each, DomainError)] == []
    return len(failed)


def newcomer(name: str) -> MemberFacts:
    return MemberFacts(name=name, sex="male", joined_on=date(2010, 6, 1), phone=PHONE)


def test_one_telephone_for_two_newcomers_in_two_branches(world, sister):
    enrolled = at_once(
        partial(enrol, world.branch, newcomer("郑七"), since=BEFORE, by=world.secretary),
        partial(enrol, sister, newcomer("吴八"), since=BEFORE, by=world.reviewer),
    )

    assert only_told(enrolled) == 1
    assert PersonalFile.objects.with_phone(PHONE).count() == 1
    assert Member.objects.filter(name__in=["郑七", "吴八"]).count() == 1


def test_one_person_entered_in_two_branches(world, sister):
    same = MemberFacts(name="郑七", sex="male", joined_on=date(2010, 6, 1), phone="")
    enrolled = at_once(
        partial(enrol, world.branch, same, since=BEFORE, by=world.secretary),
        partial(enrol, sister, same, since=BEFORE, by=world.reviewer),
    )

    assert only_told(enrolled) == 1
    assert Member.objects.filter(name="郑七").count() == 1


def test_one_identity_number_entered_by_two_branches_under_two_names(world, sister):
    number = id_number(date(1970, 3, 5))
    named = [
        MemberFacts(name=name, sex="male", joined_on=date(2010, 6, day), id_number=number)
        for day, name in enumerate(("郑七", "郑柒"), 1)
    ]
    since = date(2026, 6, 5)
    enrolled = at_once(
        partial(enrol, world.branch, named[0], since=since, by=world.secretary),
        partial(enrol, sister, named[1], since=since, by=world.reviewer),
    )

    assert only_told(enrolled) == 1
    assert PersonalFile.objects.with_id_number(number).count() == 1
    assert Member.objects.filter(name__startswith="郑").count() == 1


def roster(name: str) -> Reading:
    rows: list[list[Cell]] = [
        ["姓名", "性别", "人员类别", "入党时间", "转正时间"],
        [name, "男", "正式", "2010-06-01", "2011-06-01"],
    ]
    return read_roster([Sheet("名册", rows)], TODAY)


@pytest.mark.parametrize("turn", range(3))
def test_one_person_in_the_file_of_one_branch_and_by_hand_in_another(world, sister, turn):
    same = MemberFacts(name="郑七", sex="male", joined_on=date(2010, 6, 1))
    results = at_once(
        partial(enrol, world.branch, same, since=BEFORE, by=world.secretary),
        partial(take_all, sister, roster("郑七"), since=BEFORE, by=world.reviewer),
    )

    refused, applied = only_told(results), results[1]
    assert refused + (0 if isinstance(applied, Exception) else 1 - applied.enrolled) == 1
    assert Member.objects.filter(name="郑七").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_one_person_in_the_files_of_two_branches(world, sister, turn):
    results = at_once(
        *(
            partial(take_all, branch, roster("郑七"), since=BEFORE, by=world.reviewer)
            for branch in (world.branch, sister)
        )
    )

    assert only_told(results) == 0
    assert sum(applied.enrolled for applied in results) == 1
    assert Member.objects.filter(name="郑七").count() == 1


def test_one_identity_number_for_two_members(world):
    number = id_number(date(1970, 3, 5))
    written = at_once(
        *(partial(write_items, each, {"id_number": number}, by=world.secretary) for each in world.others[:2])
    )

    assert only_told(written) == 1
    assert PersonalFile.objects.with_id_number(number).count() == 1


def against_the_acceptance(world, sister, member, other: Callable[[], Any]) -> list[Any]:
    letter = make_letter(member, sister, by=world.secretary)
    return at_once(partial(letters.accept, letter, day=TODAY, by=world.reviewer), other)


def in_one_place(member: Member) -> bool:
    return member.spells.filter(period__contains=TODAY).count() <= 1


@pytest.mark.parametrize("turn", range(3))
def test_accepted_while_another_letter_is_issued(world, sister, member, turn):
    new = NewLetter(to=sister, to_name="", way=Way.IN_SYSTEM, issued_on=TODAY)
    again = partial(letters.issue, member, new, by=world.secretary)

    only_told(against_the_acceptance(world, sister, member, again))

    assert in_one_place(member)
    assert TransferLetter.objects.filter(member=member, state="issued").count() <= 1


@pytest.mark.parametrize("turn", range(3))
def test_accepted_while_he_is_put_into_another_group(world, sister, member, turn):
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    other = partial(change_group, member, group, day=TODAY, by=world.secretary)

    only_told(against_the_acceptance(world, sister, member, other))

    assert in_one_place(member)


@pytest.mark.parametrize("turn", range(3))
def test_accepted_while_his_full_membership_is_entered(world, sister, turn):
    member = world.plain_member
    other = partial(become_full, member, full_on=BEFORE, approved_on=BEFORE, by=world.secretary)

    assert only_told(against_the_acceptance(world, sister, member, other)) == 0

    member.refresh_from_db()
    assert member.full_on == BEFORE
    assert member.branch_on(TODAY) == sister


def test_accepted_while_the_committee_approves_his_conversion(world, sister):
    way = make_development(world.branch, by=world.secretary, until="conversion_decided", people=world.others)
    member = way.member

    results = against_the_acceptance(
        world, sister, member, partial(walk, way, "conversion_approved", by=world.secretary)
    )

    assert only_told(results) == 0
    member.refresh_from_db()
    assert member.full_on is not None
    assert member.branch_on(TODAY) == sister


def test_one_step_recorded_by_two(world):
    way = make_development(world.branch, by=world.secretary, people=world.others)

    results = at_once(
        partial(walk, way, "talked", by=world.secretary), partial(walk, way, "talked", by=world.reviewer)
    )

    assert only_told(results) == 1
    assert way.steps.filter(key="talked", outcome="done").count() == 1


@pytest.mark.parametrize("turn", range(3))
def test_accepted_while_his_death_is_noted(world, sister, member, turn):
    other = partial(leave_branch, member, day=TODAY, ended_by=SpellEnd.DIED, by=world.secretary)

    results = against_the_acceptance(world, sister, member, other)

    assert only_told(results) == 1
    assert in_one_place(member)


@pytest.mark.parametrize("turn", range(3))
def test_moved_from_above_while_he_is_put_into_a_group(world, sister, member, turn):
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    results = at_once(
        partial(transfer, member, sister, day=TODAY, by=world.reviewer),
        partial(change_group, member, group, day=TODAY, by=world.secretary),
    )

    only_told(results)
    assert in_one_place(member)


def test_tables_frozen_twice_while_somebody_is_enrolled(world):
    day = date(2025, 12, 31)
    results = at_once(
        partial(freeze, world.branch, day, by=world.secretary),
        partial(freeze, world.branch, day, by=world.reviewer),
        partial(enrol, world.branch, newcomer("郑七"), since=BEFORE, by=world.secretary),
    )

    assert only_told(results) == 1  # another edition needs its reason
    assert MemberStatistics.objects.get(organization=world.branch).edition == 1
