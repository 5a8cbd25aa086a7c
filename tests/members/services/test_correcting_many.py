"""Many corrected at once leave what the same corrections leave one by one: rows, journal, and what was before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from members.models import FormerItem, Member, PersonalFile
from members.rules.facts import MemberFacts
from members.services.correcting_many import Correction, correct_many
from members.services.member_facts import correct
from members.services.personal_files import write_items
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.conftest import World
from tests.factories.members import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

JOINED, FULL = date(2010, 6, 1), date(2011, 6, 1)
AS_BEFORE = MemberFacts("张一", "male", JOINED, FULL)
KNOWN = {
    "education": "college",
    "occupation": "worker",
    "phone": "13800138001",
    "home_address": "示例路1号",
    "id_number": "11010519491231002X",
}

CASES: dict[str, tuple[MemberFacts, dict[str, Any]]] = {
    "nothing": (AS_BEFORE, {}),
    "the name": (MemberFacts("张壹", "male", JOINED, FULL), {}),
    "sex and dates": (MemberFacts("张一", "female", date(2009, 1, 1), date(2010, 1, 1)), {}),
    "probationary again": (MemberFacts("张一", "male", JOINED, None), {}),
    "the telephone": (MemberFacts("张一", "male", JOINED, FULL, "13900139000"), {}),
    "the telephone taken away": (MemberFacts("张一", "male", JOINED, FULL, ""), {}),
    "the same telephone": (MemberFacts("张一", "male", JOINED, FULL, "13800138001"), {}),
    "what changes in a life": (AS_BEFORE, {"education": "university", "occupation": "retired"}),
    "an address": (AS_BEFORE, {"home_address": "示例路2号", "birth_date": date(1950, 1, 1)}),
    "an item emptied": (AS_BEFORE, {"home_address": "", "education": ""}),
    "another number": (AS_BEFORE, {"id_number": "110101199003070097"}),
    "both": (MemberFacts("张壹", "male", JOINED, FULL, "13900139000"), {"employer": "示例局"}),
}


def known(world: World, *, with_file: bool) -> Member:
    member = make_member(world.branch, name="张某", joined_on=JOINED, full_on=FULL)
    correct(member, AS_BEFORE, by=None)
    if with_file:
        write_items(member, KNOWN, by=None)
    return member


def left_by(work: Callable[[], object], member: Member) -> dict[str, Any]:
    """What stands there afterwards; everything is taken back."""
    last = JournalEntry.objects.order_by("pk").last()
    with transaction.atomic():
        work()
        row = Member.objects.get(pk=member.pk)
        file = PersonalFile.objects.filter(pk=member.pk).first()
        entries = JournalEntry.objects.filter(pk__gt=last.pk if last else 0).order_by("pk")
        told = list(entries.values_list("actor_id", "verb", "model", "object_id", "label", "reason"))
        before = list(FormerItem.objects.filter(member=member).values_list("item", "value", "until"))
        transaction.set_rollback(True)
    return {"member": kept(row), "file": kept(file), "journal": told, "before": sorted(before)}


def kept(row: Any) -> dict[str, Any] | None:
    if row is None:
        return None
    return {each.name: getattr(row, each.attname) for each in row._meta.fields if each.name != "updated_at"}


@pytest.mark.parametrize("with_file", [True, False])
@pytest.mark.parametrize("name", CASES)
def test_many_at_once_leave_what_one_by_one_leaves(world: World, name: str, with_file: bool) -> None:
    facts, items = CASES[name]
    member = known(world, with_file=with_file)

    def one_by_one() -> None:
        correct(member, facts, by=world.secretary, reason="按导入的名册更正")
        write_items(member, items, by=world.secretary, reason="按导入的名册更正")

    def at_once() -> None:
        given = [Correction(member, facts, items)]
        correct_many(given, by=world.secretary, reason="按导入的名册更正")

    assert left_by(at_once, member) == left_by(one_by_one, member)


def test_a_number_that_somebody_else_has_is_refused_and_nobody_is_corrected(world: World) -> None:
    first, second = known(world, with_file=True), make_member(world.branch, name="李二", joined_on=JOINED)
    wanted = [
        Correction(first, MemberFacts("张壹", "male", JOINED, FULL)),
        Correction(second, MemberFacts("李二", "male", JOINED, FULL, "13800138001")),
    ]
    with pytest.raises(DomainError, match="已登记给另一名党员"):
        correct_many(wanted, by=None, reason="")
    assert Member.objects.get(pk=first.pk).name == "张一"


def test_two_who_are_given_one_number_are_refused(world: World) -> None:
    two = [make_member(world.branch, name=name, joined_on=JOINED, full_on=FULL) for name in ("李二", "王三")]
    wanted = [Correction(each, MemberFacts(each.name, each.sex, JOINED, FULL, "13800138001")) for each in two]
    with pytest.raises(DomainError, match="一个也没有保存"):
        correct_many(wanted, by=None, reason="")


def test_whoever_was_removed_meanwhile_is_said(world: World) -> None:
    gone = make_member(world.branch, name="李二", joined_on=JOINED)
    wanted = [Correction(gone, MemberFacts("李二", "female", JOINED, None))]
    Member.objects.filter(pk=gone.pk).delete()
    with pytest.raises(DomainError, match="刚刚被删除"):
        correct_many(wanted, by=None, reason="")


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_corrections_takes_the_same_statements(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    members = [make_member(world.branch, name=f"某{n}", joined_on=JOINED, full_on=FULL) for n in range(count)]
    wanted = [
        Correction(
            each,
            MemberFacts(each.name, "female", JOINED, FULL, f"1380013810{n}"),
            {"education": "university"},
        )
        for n, each in enumerate(members)
    ]
    with django_assert_num_queries(12):
        correct_many(wanted, by=None, reason="")
