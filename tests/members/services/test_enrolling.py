"""Into a branch, corrected, out again: what the roster of each day then says."""

from datetime import date
from typing import Any

import pytest

from branches.services.grouping import form_group
from members.choices import Post, SpellEnd, Standing
from members.models import Member, PersonalFile
from members.reports.roster import roster_on
from members.services.enrolling import MemberFacts, change_group, enrol, leave_branch
from members.services.member_facts import correct
from members.services.reorganizing import dissolve_group
from members.services.transferring import correct_transfer_day, transfer
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_member
from tests.helpers.rosters import id_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def facts(**changes: object) -> MemberFacts:
    values: dict[str, Any] = {
        "name": "单雄信",
        "sex": "male",
        "joined_on": date(2020, 6, 1),
        "full_on": date(2021, 6, 1),
    }
    return MemberFacts(**{**values, **changes})


def names(branch, day: date) -> list[str]:
    return [entry.name for entry in roster_on(branch, day)]


def test_a_member_is_on_the_roster_from_the_day_of_enrolment(world: World) -> None:
    enrol(world.branch, facts(), since=JUNE, by=world.secretary)
    assert "单雄信" in names(world.branch, JUNE)
    assert "单雄信" not in names(world.branch, date(2026, 5, 31))


def test_the_surname_is_read_as_a_surname(world: World) -> None:
    member = enrol(world.branch, facts(), since=JUNE, by=world.secretary)
    assert member.initials == "sxx"
    assert member.name_key.startswith("shan ")


def test_a_phone_belongs_to_one_member_and_the_sentence_stands_at_the_field(world: World) -> None:
    enrol(world.branch, facts(phone="138 0013 8000"), since=JUNE, by=world.secretary)
    with pytest.raises(DomainError) as refusal:
        enrol(world.branch, facts(name="李四", phone="+86-13800138000"), since=JUNE, by=world.secretary)
    assert refusal.value.field == "phone"
    assert PersonalFile.objects.with_phone("13800138000").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_on": date(2019, 1, 1)}, "full_on"),
        ({"joined_on": date(2027, 1, 1)}, "since"),
        ({"phone": "12"}, "phone"),
        ({"name": "  "}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        enrol(world.branch, facts(**changes), since=JUNE, by=world.secretary)
    assert refusal.value.field == field


def test_a_probationary_member_is_counted_and_told_apart(world: World) -> None:
    standings = {entry.name: entry.standing for entry in roster_on(world.branch, JUNE)}
    assert standings["钱五"] == Standing.PROBATIONARY
    assert standings["张一"] == Standing.FULL


def test_leaving_counts_until_the_day_before(world: World) -> None:
    leave_branch(world.others[0], day=JUNE, ended_by=SpellEnd.DIED, by=world.secretary)
    assert "李二" in names(world.branch, date(2026, 5, 31))
    assert "李二" not in names(world.branch, JUNE)


def test_leaving_ends_the_posts_in_the_branch_the_same_day(world: World) -> None:
    leave_branch(
        world.secretary_member, day=date(2026, 6, 18), ended_by=SpellEnd.TRANSFERRED, by=world.reviewer
    )
    assert not world.secretary.appointments.on(date(2026, 6, 18)).exists()
    assert world.secretary.appointments.on(date(2026, 6, 17)).exists()


def test_a_transfer_leaves_no_day_in_neither_and_none_in_both(world: World) -> None:
    other = make_branch(parent=world.committee)
    transfer(world.others[0], other, day=JUNE, by=world.reviewer)
    assert "李二" in names(world.branch, date(2026, 5, 31))
    assert names(other, date(2026, 5, 31)) == []
    assert "李二" not in names(world.branch, JUNE)
    assert names(other, JUNE) == ["李二"]


def test_transferring_twice_to_the_same_branch_is_one_transfer(world: World) -> None:
    other = make_branch(parent=world.committee)
    transfer(world.others[0], other, day=JUNE, by=world.reviewer)
    transfer(world.others[0], other, day=date(2026, 6, 10), by=world.reviewer)
    assert world.others[0].spells.count() == 2
    assert names(other, JUNE) == ["李二"]


@pytest.mark.parametrize("day", [MAY, date(2026, 6, 10)])
def test_the_day_of_a_transfer_can_be_corrected_both_ways(world: World, day: date) -> None:
    other = make_branch(parent=world.committee)
    transfer(world.others[0], other, day=JUNE, by=world.reviewer)
    correct_transfer_day(world.others[0], day, by=world.reviewer, reason="回执日期有误")
    assert world.others[0].branch_on(day) == other
    assert world.others[0].branch_on(date.fromordinal(day.toordinal() - 1)) == world.branch


def test_a_group_of_another_day_stays_what_it_was(world: World) -> None:
    first = form_group(world.branch, "第一党小组", by=world.secretary)
    second = form_group(world.branch, "第二党小组", by=world.secretary)
    change_group(world.others[0], first, day=MAY, by=world.secretary)
    change_group(world.others[0], second, day=JUNE, by=world.secretary)
    found = {
        day: next(e.group_name for e in roster_on(world.branch, day) if e.name == "李二")
        for day in (date(2026, 4, 30), MAY, JUNE)
    }
    assert list(found.values()) == ["", "第一党小组", "第二党小组"]


def test_dissolving_a_group_leaves_its_members_in_none(world: World) -> None:
    group = form_group(world.branch, "第一党小组", by=world.secretary)
    change_group(world.others[0], group, day=MAY, by=world.secretary)
    assert dissolve_group(group, day=JUNE, by=world.secretary) == 1
    entry = next(e for e in roster_on(world.branch, JUNE) if e.name == "李二")
    assert entry.group_name == ""


def test_a_correction_is_remembered_without_its_contents(world: World) -> None:
    member = world.others[0]
    correct(member, facts(name="李二", joined_on=date(2011, 1, 1), phone="13900000001"), by=world.secretary)
    entry = JournalEntry.objects.filter(model="members.member", object_id=member.pk).latest("pk")
    assert entry.verb == "correct"
    assert "手机" in entry.reason
    assert "13900000001" not in entry.reason


def test_correcting_nothing_writes_nothing(world: World) -> None:
    member = enrol(world.branch, facts(), since=JUNE, by=world.secretary)
    before = JournalEntry.objects.count()
    correct(member, facts(), by=world.secretary)
    assert JournalEntry.objects.count() == before


@pytest.mark.parametrize("people", [1, 3])
def test_the_roster_takes_two_queries_however_many_people(
    world: World, people: int, django_assert_num_queries
) -> None:
    branch = make_branch(parent=world.committee)
    for _ in range(people):
        make_member(branch)
    with django_assert_num_queries(2):
        assert len(roster_on(branch, JUNE)) == people


def test_members_of_one_name_are_two_people(world: World) -> None:
    enrol(world.branch, facts(), since=JUNE, by=world.secretary)
    with pytest.raises(DomainError) as refusal:
        enrol(world.branch, facts(), since=JUNE, by=world.secretary)
    assert refusal.value.code == "same_person"
    enrol(world.branch, facts(), since=JUNE, by=world.secretary, another_person=True)
    assert names(world.branch, JUNE).count("单雄信") == 2


def test_nobody_is_enrolled_in_two_branches_by_mistake(world: World) -> None:
    enrol(world.branch, facts(), since=JUNE, by=world.secretary)
    with pytest.raises(DomainError) as refusal:
        enrol(world.foreign_branch, facts(), since=JUNE, by=world.outsider)
    assert "组织关系转接" in refusal.value.message


def test_only_a_branch_takes_members(world: World) -> None:
    with pytest.raises(DomainError):
        enrol(world.committee, facts(), since=JUNE, by=world.secretary)


def test_posts_elsewhere_stay_when_somebody_leaves_a_branch(world: World) -> None:
    appoint(world.secretary, world.committee, Post.COMMITTEE_MEMBER)
    leave_branch(world.secretary_member, day=JUNE, ended_by=SpellEnd.TRANSFERRED, by=world.reviewer)
    assert world.secretary.appointments.on(date(2026, 6, 18)).get().organization == world.committee


@pytest.mark.parametrize(
    ("here", "said"), [(True, "已在本支部，不用再登记"), (False, "转来的请由原支部办组织关系转接")]
)
def test_an_id_number_on_a_roster_is_nobody_new_whatever_the_name(
    world: World, here: bool, said: str
) -> None:
    number = id_number(date(1970, 3, 5))
    enrol(world.branch if here else world.foreign_branch, facts(id_number=number), since=MAY, by=None)
    again = facts(name="别名", sex="female", joined_on=date(2012, 1, 1), full_on=None, id_number=number)

    with pytest.raises(DomainError, match=said) as refusal:
        enrol(world.branch, again, since=MAY, by=None, another_person=True)

    assert refusal.value.field == "id_number"
    assert not Member.objects.filter(name="别名").exists()


def test_a_wrong_id_number_is_refused_at_its_field_and_none_is_no_matter(world: World) -> None:
    with pytest.raises(DomainError) as refusal:
        enrol(world.branch, facts(id_number="11010519700305"), since=MAY, by=None)

    assert refusal.value.field == "id_number"
    member = enrol(world.branch, facts(), since=MAY, by=None)
    assert not PersonalFile.objects.filter(member=member).exists()
