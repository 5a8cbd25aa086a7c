"""A telephone number: encrypted, found by a blind index, unique, and a way to sign in (PI-06, MEM-21)."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse

from members.models import PersonalAccess, PersonalFile, User
from members.reports.member_list import members_of
from members.reports.roster import roster_on
from members.rules.facts import MemberFacts
from members.services.accounts import open_account, user_of_phone
from members.services.member_facts import correct
from members.services.reading_personal import read_phones
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.members import give_phone

PHONE = "13800138000"


def sign_in(typed: str, password: str) -> bool:
    client = Client()
    client.post(reverse("account_login"), {"login": typed, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
class TestNumbers:
    @pytest.mark.parametrize("typed", [PHONE, "138 0013 8000", "+86-13800138000", "１３８００１３８０００"])
    def test_the_own_number_signs_in_however_it_is_typed(self, world, typed):
        give_phone(world.plain_member, PHONE)
        assert sign_in(typed, "party-test-1")
        assert not sign_in(typed, "wrong")

    @pytest.mark.parametrize("typed", ["8000", "138", "13800138001", "", "secretary' OR '1'='1"])
    def test_part_of_a_number_or_anything_else_signs_nobody_in(self, world, typed):
        give_phone(world.plain_member, PHONE)
        assert user_of_phone(typed) is None
        assert not sign_in(typed, "party-test-1")

    def test_a_closed_account_is_not_opened_by_its_number(self, world):
        give_phone(world.plain_member, PHONE)
        User.objects.filter(pk=world.member.pk).update(is_active=False)
        assert not sign_in(PHONE, "party-test-1")

    def test_a_number_corrected_signs_in_from_then_on(self, world):
        give_phone(world.plain_member, PHONE)
        member = world.plain_member
        facts = MemberFacts(name="钱五", sex="male", joined_on=member.joined_on, phone="13900000001")
        correct(member, facts, by=world.secretary)
        assert user_of_phone(PHONE) is None
        assert user_of_phone("13900000001") == world.member

    def test_a_form_that_says_nothing_of_the_number_leaves_it(self, world):
        give_phone(world.plain_member, PHONE)
        member = world.plain_member
        correct(
            member, MemberFacts(name="钱五", sex="female", joined_on=member.joined_on), by=world.secretary
        )
        assert PersonalFile.objects.with_phone(PHONE).get().member == member

    def test_no_account_is_named_by_a_number(self, world):
        opened = open_account(give_phone(world.others[0], PHONE), by=world.secretary)
        assert opened.username.startswith("lier")
        assert opened.by_phone
        assert sign_in(PHONE, opened.password)
        assert not open_account(world.others[1], by=world.secretary).by_phone

    def test_a_number_belongs_to_one_member_also_in_the_database(self, world):
        give_phone(world.others[0], PHONE)
        with pytest.raises(IntegrityError), transaction.atomic():
            give_phone(world.others[1], PHONE)
        facts = MemberFacts(name="王三", sex="male", joined_on=world.others[1].joined_on, phone=PHONE)
        with pytest.raises(DomainError, match="另一名党员"):
            correct(world.others[1], facts, by=world.secretary)

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("8000", ["李二"]), ("38000", ["李二"]), ("98000", []), ("000", []), (PHONE, ["李二"])],
    )
    def test_the_list_is_searched_by_the_ending(self, world, typed, found):
        give_phone(world.others[0], PHONE)
        give_phone(world.others[1], "13900000001")
        assert [line.name for line in members_of(world.branch, clock.today(), typed=typed)] == found

    def test_a_list_says_that_a_number_is_kept_and_decrypts_none(self, world, monkeypatch):
        give_phone(world.others[0], PHONE)
        field = PersonalFile._meta.get_field("phone")
        monkeypatch.setattr(type(field), "from_db_value", lambda *_: pytest.fail("decrypted for a list"))
        entries = {entry.name: entry.has_phone for entry in roster_on(world.branch, clock.today())}
        assert (entries["李二"], entries["王三"]) == (True, False)
        assert len(members_of(world.branch, clock.today())) == 5

    def test_numbers_to_call_by_are_noted_once_a_day_and_the_own_never(self, world):
        people = [give_phone(world.others[0], PHONE), give_phone(world.secretary_member, "13900000001")]
        people.append(world.others[1])
        for _ in range(2):
            found = read_phones([p.pk for p in people], by=world.secretary, reason="电话通知：主题党日")
        assert found == {people[0].pk: PHONE, people[1].pk: "13900000001"}
        assert [line.member for line in PersonalAccess.objects.all()] == [world.others[0]]

    def test_while_a_key_is_changed_both_find_and_the_new_one_writes(self, world, settings):
        give_phone(world.others[0], PHONE)
        field = PersonalFile._meta.get_field("phone")
        settings.PERSONAL_KEYS = ["new", "only-for-tests"]
        try:
            for name in ("keys", "f"):
                field.__dict__.pop(name, None)
            assert PersonalFile.objects.with_phone(PHONE).get().phone == PHONE
            assert PersonalFile.objects.with_phone_ending("8000").exists()
            facts = MemberFacts(name="王三", sex="male", joined_on=world.others[1].joined_on, phone=PHONE)
            with pytest.raises(DomainError, match="另一名党员"):
                correct(world.others[1], facts, by=world.secretary)
            PersonalFile.objects.get().save()
            settings.PERSONAL_KEYS = ["new"]
            for name in ("keys", "f"):
                field.__dict__.pop(name, None)
            assert PersonalFile.objects.with_phone(PHONE).get().phone == PHONE
        finally:
            for name in ("keys", "f"):
                field.__dict__.pop(name, None)


@pytest.mark.django_db
def test_numbers_that_stood_in_clear_are_moved_and_stand_in_no_name_of_an_account():
    migration = import_module("members.migrations.0007_move_phones")
    old = MigrationExecutor(connection).loader.project_state([("members", "0006_file_phone")]).apps
    Old = old.get_model("members", "Member")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE members_member ADD COLUMN phone varchar(20) NOT NULL DEFAULT ''")
    user = old.get_model("members", "User").objects.create(username=PHONE, name="李二")
    fields = {"name": "李二", "name_key": "li er", "initials": "le", "sex": "male", "joined_on": "2010-06-01"}
    member = Old.objects.create(**fields, phone=PHONE, user=user)
    for _ in range(2):  # it can run twice
        migration.move(old, None)

    file = PersonalFile.objects.with_phone(PHONE).get()
    assert (file.pk, file.phone) == (member.pk, PHONE)
    moved = user_of_phone(PHONE)
    assert moved is not None
    assert moved.username == f"m{user.pk}"

    Old.objects.update(phone="")
    migration.move_back(old, None)
    assert Old.objects.get().phone == PHONE
