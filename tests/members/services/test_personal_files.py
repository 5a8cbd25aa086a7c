"""Entering the items of a file, reading a sealed one, and what is left of it in the database (F-20, PI-06)."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, InternalError, connection, transaction

from members.models import PersonalAccess, PersonalExport, PersonalFile
from members.reports.personal_file import file_of, open_lines, sealed_lines
from members.services.exporting import note_export
from members.services.personal_files import write_items
from members.services.reading_personal import read_item
from partywork.common.errors import DomainError
from partywork.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NUMBER = "11010519491231002X"


@pytest.fixture
def member(world):
    return world.others[0]


def test_items_are_entered_one_by_one_and_the_others_stay(world, member):
    write_items(member, {"id_number": NUMBER.lower(), "education": "university"}, by=world.secretary)
    changed = write_items(
        member,
        {"birth_date": date(1950, 1, 1), "education": "university"},
        by=world.secretary,
        reason="核对档案",
    )

    assert changed == ("出生日期",)
    file = PersonalFile.objects.get(member=member)
    assert (file.id_number, file.birth_by_id, file.birth_date) == (
        NUMBER,
        date(1949, 12, 31),
        date(1950, 1, 1),
    )
    said = JournalEntry.objects.filter(verb="correct").order_by("pk").values_list("reason", flat=True)
    assert list(said) == ["公民身份号码、学历", "核对档案：出生日期"]
    notes = [line.note for line in open_lines(member, file) if line.name == "birth_date"]
    assert notes == ["身份证上是1949年12月31日，和档案不一致；以档案为准。"]


def test_the_same_again_changes_nothing(world, member):
    items = {"landline": "0791-88888888", "is_veteran": False, "age_correction": None}
    assert write_items(member, items, by=world.secretary) == ("固定电话", "是否退役军人")
    assert write_items(member, items, by=world.secretary) == ()
    assert JournalEntry.objects.filter(verb="correct").count() == 1


def test_an_emptied_item_is_empty(world, member):
    write_items(member, {"id_number": NUMBER, "employer": "某公司"}, by=world.secretary)
    write_items(member, {"id_number": "", "employer": None}, by=world.secretary)
    file = PersonalFile.objects.get()
    assert (file.id_number, file.id_number_index, file.birth_by_id, file.employer) == ("", None, None, "")


@pytest.mark.parametrize(
    ("items", "field"),
    [
        ({"id_number": "110105194912310021"}, "id_number"),
        ({"education": "doctor of everything"}, "education"),
        ({"birth_date": date(2026, 6, 19)}, "birth_date"),
        ({"birth_date": date(1899, 12, 31)}, "birth_date"),
        ({"landline": "没有"}, "landline"),
        ({"employer": "长" * 121}, "employer"),
        ({"age_correction": -6}, "age_correction_note"),
        ({"religion": "x"}, "religion"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_item(world, member, items, field):
    with pytest.raises(DomainError) as refusal:
        write_items(member, items, by=world.secretary)
    assert refusal.value.field == field
    assert not PersonalFile.objects.exists()


def test_an_id_number_belongs_to_one_member(world, member):
    write_items(member, {"id_number": NUMBER}, by=world.secretary)
    with pytest.raises(DomainError, match="另一名党员"):
        write_items(world.others[1], {"id_number": "110105491231002"}, by=world.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalFile.objects.create(member=world.others[1], id_number=NUMBER)


def test_what_is_sealed_stands_in_no_column_and_no_journal(world, member):
    write_items(
        member,
        {
            "id_number": NUMBER,
            "landline": "0791-88888888",
            "home_address": "某市某路1号",
            "household": "某县某村",
        },
        by=world.secretary,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM members_personalfile t")
        row = cursor.fetchone()[0]
    assert not any(text in row for text in (NUMBER, "88888888", "某路", "某村"))
    said = " ".join(f"{e.label}{e.before}{e.after}{e.reason}" for e in JournalEntry.objects.all())
    assert NUMBER not in said
    assert PersonalFile.objects.with_id_number(NUMBER).get().member == member


def test_reading_a_sealed_item_asks_why_and_is_remembered(world, member):
    write_items(member, {"id_number": NUMBER}, by=world.secretary)
    for reason in ("", "  看 "):
        with pytest.raises(DomainError, match="为什么要看"):
            read_item(member, "id_number", by=world.secretary, reason=reason)
    assert not PersonalAccess.objects.exists()

    text = read_item(member, "id_number", by=world.secretary, reason="办理组织关系", address="10.0.0.1")

    assert text == NUMBER
    line = PersonalAccess.objects.get()
    assert (line.by, line.member, line.item, line.reason) == (
        world.secretary,
        member,
        "id_number",
        "办理组织关系",
    )
    assert (line.action, line.address) == ("item", "10.0.0.1")


def test_the_own_reading_leaves_no_line(world):
    write_items(world.plain_member, {"home_address": "某市某路1号"}, by=world.secretary)
    assert read_item(world.plain_member, "home_address", by=world.member, reason="") == "某市某路1号"
    assert not PersonalAccess.objects.exists()


def test_an_open_item_is_not_read_by_the_verb(world, member):
    with pytest.raises(DomainError, match="没有这一项"):
        read_item(member, "education", by=world.secretary, reason="核对档案")


def test_the_journal_of_readings_is_never_changed_nor_shortened(world, member):
    write_items(member, {"id_number": NUMBER}, by=world.secretary)
    read_item(member, "id_number", by=world.secretary, reason="核对档案")
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        PersonalAccess.objects.update(reason="别的")
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        PersonalAccess.objects.all().delete()


def test_a_key_that_does_not_fit_shows_nothing(world, member, settings):
    write_items(member, {"id_number": NUMBER}, by=world.secretary)
    field = PersonalFile._meta.get_field("id_number")
    try:
        settings.PERSONAL_KEYS = ["another"]
        _forget(field)
        with pytest.raises(ImproperlyConfigured, match="PERSONAL_KEY"):
            PersonalFile.objects.get()
        settings.PERSONAL_KEYS = ["new", "only-for-tests"]
        _forget(field)
        assert PersonalFile.objects.get().id_number == NUMBER
        assert PersonalFile.objects.with_id_number(NUMBER).exists()
    finally:
        _forget(field)


def _forget(field):
    for name in ("keys", "f"):
        field.__dict__.pop(name, None)


def test_an_export_states_its_purpose_and_carries_who_made_it(world):
    with pytest.raises(DomainError, match="用途"):
        note_export(world.branch, title="党员名册", items=["姓名"], people=5, reason=" ", by=world.secretary)
    assert not PersonalExport.objects.exists()

    stamp = note_export(
        world.branch,
        title="党员名册",
        items=["姓名", "手机"],
        people=5,
        reason="年度统计",
        by=world.secretary,
    )

    assert stamp.footer == "张一 2026-06-18 09:00 导出，用完删除，不得外传"
    assert "用途：年度统计" in stamp.line
    row = PersonalExport.objects.get()
    assert (row.items, row.people, row.organization) == ("姓名、手机", 5, world.branch)


def test_the_page_shows_sealed_items_masked(world, member):
    write_items(member, {"id_number": NUMBER}, by=world.secretary)
    shown = {line.name: line.text for line in sealed_lines(member)}
    assert shown["id_number"] == "1****************X"
    assert file_of(world.others[1]).pk == world.others[1].pk
