"""The commands behind script/server, as a newcomer meets them."""

import io

import pytest
from django.core.management import CommandError, call_command

from members.models import User

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_an_empty_set_up_stays_empty():
    assert run("set_up", "--empty") == ""

    assert not User.objects.exists()


def test_a_database_with_people_in_it_gets_no_demo_world():
    User.objects.create_user("zhang", name="张一")

    run("set_up")

    assert list(User.objects.values_list("username", flat=True)) == ["zhang"]


def test_the_first_administrator_gets_a_password_that_works_and_must_be_changed():
    said = run("first_administrator", "--username", "boss")

    password = said.split("临时密码：")[1].split("（")[0]
    boss = User.objects.get(username="boss")
    assert boss.check_password(password)
    assert (boss.is_superuser, boss.is_staff, boss.must_change_password) == (True, True, True)


def test_there_is_one_first_administrator_only():
    run("first_administrator", "--username", "boss")

    with pytest.raises(CommandError, match="已有管理员账号"):
        run("first_administrator", "--username", "second")

    assert run("first_administrator", "--if-none") == ""
    assert User.objects.count() == 1


def test_without_a_terminal_it_says_what_to_run_and_opens_nothing(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())

    said = run("first_administrator", "--if-none")

    assert "manage.py first_administrator --username" in said
    assert not User.objects.exists()
