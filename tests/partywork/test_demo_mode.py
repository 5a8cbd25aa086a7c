"""The demo world's accounts open doors in demo mode only."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from members.models import ApiToken, User
from tests.factories.members import make_user


@pytest.fixture
def demo_user(db):
    user = make_user("secretary", name="张一")
    user.is_demo = True
    user.save()
    return user


def _sign_in() -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": "secretary", "password": "party-test-1"})
    return client


def test_a_demo_account_signs_in_while_the_mode_is_on(demo_user, settings):
    settings.DEMO_MODE = True

    assert _sign_in().get("/inbox/").status_code == 200


def test_a_demo_account_stays_outside_otherwise(demo_user):
    assert _sign_in().get("/inbox/").status_code == 302


def test_a_demo_session_ends_with_the_mode(demo_user, settings):
    settings.DEMO_MODE = True
    client = _sign_in()

    settings.DEMO_MODE = False

    assert client.get("/inbox/").status_code == 302


def test_a_demo_token_ends_with_the_mode(demo_user, settings):
    settings.DEMO_MODE = True
    _, token = ApiToken.objects.create(demo_user, name="试用", rights=["see_organization"])
    asked = {"headers": {"Authorization": f"Bearer {token}"}}
    assert Client().get("/api/v1/organizations/", **asked).status_code != 401

    settings.DEMO_MODE = False

    assert Client().get("/api/v1/organizations/", **asked).status_code == 401


def test_the_demo_world_is_not_loaded_outside_demo_mode(db):
    with pytest.raises(CommandError, match="不是演示模式"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_the_demo_world_is_not_loaded_over_people(db, settings):
    settings.DEMO_MODE = True
    make_user("somebody")

    with pytest.raises(CommandError, match="空的数据库"):
        call_command("load_demo")
