"""A person confirms the dates from the file; the medal follows the confirmed dates (MEM-05, CA-05)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from members.choices import SpellEnd
from members.models import PartyAgeProof, SemicentennialMedal
from members.reports.party_age import fifty_years, to_look_at
from members.services.confirming_party_age import FileDates, confirm_party_age
from members.services.enrolling import leave_branch
from members.services.medals import give_medal, put_medal_off
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.members import make_member

D = date


@pytest.fixture
def old(world, today):
    """By the roster he has been in the Party since a year later than by the rule of his time."""
    return make_member(world.branch, name="孙老", joined_on=D(1976, 5, 1), full_on=D(1977, 5, 1))


def read(**fields) -> FileDates:
    return FileDates(
        **{"page": "入党志愿书第8页", "meeting": D(1976, 3, 1), "approved": D(1976, 5, 1), **fields}
    )


def test_what_was_confirmed_stands_and_puts_the_roster_right(old, world):
    proof = confirm_party_age(old, read(), by=world.secretary)

    old.refresh_from_db()
    assert (proof.joined_on, proof.counts_from, proof.page) == (
        D(1976, 5, 1),
        D(1976, 5, 1),
        "入党志愿书第8页",
    )
    assert (old.joined_on, old.full_on) == (D(1976, 5, 1), D(1976, 5, 1))
    verbs = list(JournalEntry.objects.filter(object_id=old.pk).values_list("verb", "before", "after"))
    assert verbs == [
        ("confirm_party_age", "", "1976-05-01 1976-05-01"),
        ("correct", "1976-05-01 1977-05-01", "1976-05-01 1976-05-01"),
    ]


def test_a_second_reading_corrects_the_first_and_both_are_in_the_journal(old, world):
    confirm_party_age(old, read(), by=world.secretary)
    confirm_party_age(old, read(approved=D(1976, 6, 1)), by=world.secretary)

    assert PartyAgeProof.objects.get().counts_from == D(1976, 6, 1)
    entry = JournalEntry.objects.filter(verb="confirm_party_age").last()
    assert (entry.before, entry.after) == ("1976-05-01 1976-05-01", "1976-06-01 1976-06-01")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"page": " "}, "page"),
        ({"meeting": None, "approved": None}, "meeting"),
        ({"meeting": D(2026, 6, 19), "approved": None}, "meeting"),
        ({"approved": D(2026, 6, 19)}, "approved"),
        ({"meeting": D(1976, 5, 2)}, "approved"),
        ({"extended_months": 13}, "extended_months"),
        ({"counts_from": D(1976, 4, 30)}, "counts_from"),
        ({"counts_from": D(1976, 5, 2)}, "note"),  # otherwise than the rule, and no paper named
        ({"approved": None}, "joined_on"),  # the approval decides, and it is not known
    ],
)
def test_what_cannot_be_is_refused_at_its_field(old, world, fields, field):
    with pytest.raises(DomainError) as refusal:
        confirm_party_age(old, read(**fields), by=world.secretary)

    assert refusal.value.field == field
    assert not PartyAgeProof.objects.exists()


def test_a_paper_may_say_otherwise_than_the_rule(old, world):
    note = "县委组织部1985年复查结论"
    proof = confirm_party_age(old, read(counts_from=D(1977, 5, 1), note=note), by=world.secretary)

    assert (proof.counts_from, proof.source_note) == (D(1977, 5, 1), note)


def test_on_probation_only_the_date_of_joining_is_confirmed(world, today):
    young = make_member(world.branch, joined_on=D(2026, 1, 10), full_on=None)
    proof = confirm_party_age(young, read(meeting=D(2026, 1, 8), approved=D(2026, 3, 1)), by=world.secretary)

    young.refresh_from_db()
    assert (proof.joined_on, proof.counts_from) == (D(2026, 1, 8), None)
    assert (young.joined_on, young.full_on) == (D(2026, 1, 8), None)


def test_nobody_confirms_his_own_years(world, today):
    with pytest.raises(DomainError, match="自己"):
        confirm_party_age(world.secretary_member, read(), by=world.secretary)


def test_the_database_keeps_a_confirmation_without_a_page_out(old, world):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartyAgeProof.objects.create(
            member=old, joined_on=D(1976, 5, 1), confirmed_by=world.secretary, confirmed_at=clock.now()
        )


def test_only_those_who_need_a_look_are_listed_and_not_after_it(old, world):
    assert [line.member for line in to_look_at([world.branch], clock.today())] == [old]

    confirm_party_age(old, read(), by=world.secretary)

    assert to_look_at([world.branch], clock.today()) == []


def test_a_roster_changed_after_the_confirmation_is_looked_at_again(old, world):
    confirm_party_age(old, read(), by=world.secretary)
    type(old).objects.filter(pk=old.pk).update(joined_on=D(1976, 4, 1))

    lines = to_look_at([world.branch], clock.today())

    assert "又改过" in lines[0].doubts[0]


def test_the_list_of_fifty_years_by_branch_and_over_branches(old, world):
    other = make_member(world.foreign_branch, name="周老", joined_on=D(1970, 1, 1), full_on=D(1970, 1, 1))
    near = make_member(world.branch, name="吴老", joined_on=D(1977, 6, 1), full_on=D(1977, 6, 1))

    own = fifty_years([world.branch], 2026, clock.today())
    all_of_them = fifty_years([world.branch, world.foreign_branch], 2026, clock.today())

    assert [line.member for line in own.lines] == [old]
    assert [line.member for line in own.near] == [near]
    assert [line.member for line in all_of_them.lines] == [other, old]
    assert own.unconfirmed == 1


def test_who_died_before_the_first_of_july_is_not_on_the_list(old, world):
    leave_branch(old, day=D(2026, 6, 10), ended_by=SpellEnd.DIED, by=world.secretary)

    assert fifty_years([world.branch], 2026, clock.today()).lines == ()


def test_a_medal_needs_confirmed_dates_fifty_years_and_a_persons_word(old, world):
    give = {"year": 2026, "on": D(2026, 6, 18), "vouched": True, "by": world.secretary}
    with pytest.raises(DomainError, match="没有按入党志愿书核对"):
        give_medal(old, world.branch, **give)
    confirm_party_age(old, read(), by=world.secretary)
    with pytest.raises(DomainError, match="一贯表现"):
        give_medal(old, world.branch, **{**give, "vouched": False})
    with pytest.raises(DomainError, match="不满50年"):
        give_medal(old, world.branch, **{**give, "year": 2025})
    with pytest.raises(DomainError, match="晚于今天"):
        give_medal(old, world.branch, **{**give, "on": D(2026, 6, 19)})
    with pytest.raises(DomainError, match="应在2026年"):
        give_medal(old, world.branch, **{**give, "on": D(2025, 7, 1)})

    medal = give_medal(old, world.branch, **give)

    assert (medal.issued_on, medal.year, medal.put_off) == (D(2026, 6, 18), 2026, "")
    assert give_medal(old, world.branch, **give) == medal
    assert SemicentennialMedal.objects.count() == 1


def test_put_off_first_and_given_later_but_never_taken_back(old, world):
    confirm_party_age(old, read(), by=world.secretary)
    medal = put_medal_off(old, world.branch, year=2026, why="有问题线索正在核实", by=world.secretary)
    assert medal.put_off

    give_medal(old, world.branch, year=2026, on=D(2026, 6, 18), vouched=True, by=world.secretary)

    with pytest.raises(DomainError, match="已经颁发"):
        put_medal_off(old, world.branch, year=2026, why="另有原因", by=world.secretary)
    assert not JournalEntry.objects.filter(reason__contains="线索").exists()
