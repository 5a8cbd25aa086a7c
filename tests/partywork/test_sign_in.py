"""The way in, as a visitor sees it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from members.models import User

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"
PASSWORD = "party-test-1"


def test_visitor_is_asked_to_sign_in(client):
    page = client.get(SIGN_IN).content.decode()

    assert "<h1" in page
    assert "账号（手机号或工号）" in page
    assert "忘了密码" in page
    assert "您刚扫了签到码" not in page


def test_visitor_who_scanned_is_told_that_the_scan_is_kept(client):
    page = client.get(SIGN_IN, {"next": "/sign-in/abc/"}).content.decode()

    assert "您刚扫了签到码。登录后自动签到，不用再扫。" in page
    assert "登录并签到" in page
    assert 'value="/sign-in/abc/"' in page


def test_signing_in_leads_to_where_one_wanted_to_go(client, world):
    answer = client.post(SIGN_IN, {"login": "member", "password": PASSWORD, "next": "/help/"})

    assert answer.url == "/help/"


def test_wrong_password_is_said_in_chinese_and_the_account_stays(client, world):
    answer = client.post(SIGN_IN, {"login": "member", "password": "wrong-wrong"})
    page = answer.content.decode()

    assert 'value="member"' in page
    assert "账号或密码不对" in page
    cache.clear()


def test_the_same_words_for_an_account_that_does_not_exist(client, world):
    known = client.post(SIGN_IN, {"login": "member", "password": "wrong-wrong"}).content.decode()
    unknown = client.post(SIGN_IN, {"login": "nobody", "password": "wrong-wrong"}).content.decode()

    assert "账号或密码不对" in known
    assert "账号或密码不对" in unknown


def test_too_many_tries_are_stopped(client, world):
    for _ in range(5):
        client.post(SIGN_IN, {"login": "member", "password": "wrong-wrong"})

    answer = client.post(SIGN_IN, {"login": "member", "password": PASSWORD})

    assert "试得太多" in answer.content.decode()


def test_leaving_is_a_post(client_for, world):
    client = client_for(world.member)

    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").url == SIGN_IN
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/", "password/set/", "confirm-email/", "login/code/confirm/"]
)
def test_ways_in_that_the_office_does_not_offer_do_not_exist(client, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_new_password_is_asked_for_in_chinese_and_taken(client_for, world):
    client = client_for(world.member)
    page = client.get("/accounts/password/change/").content.decode()
    assert re.findall(r"<label[^>]*>([^<]+)", page) == ["现在的密码", "新密码", "新密码再输一次"]

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "qing-nian-2026", "password2": "qing-nian-2026"},
    )

    assert User.objects.get(pk=world.member.pk).check_password("qing-nian-2026")


def test_weak_password_is_refused_at_its_box(client_for, world):
    typed = {"oldpassword": PASSWORD, "password1": "12345678", "password2": "12345678"}

    page = client_for(world.member).post("/accounts/password/change/", typed)

    assert 'aria-describedby="id_password1_helptext id_password1_error"' in page.content.decode()
    assert User.objects.get(pk=world.member.pk).check_password(PASSWORD)


def test_one_time_password_is_changed_before_anything_else(client_for, world):
    world.member.must_change_password = True
    world.member.save()
    client = client_for(world.member)

    first = client.get("/my/")
    assert first.url == "/accounts/password/change/?next=%2Fmy%2F"
    assert client.get("/help/").status_code == 200

    answer = client.post(
        "/accounts/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "qing-nian-2026",
            "password2": "qing-nian-2026",
            "next": "/my/",
        },
    )

    assert answer.url == "/my/"
    assert client.get("/my/").status_code == 200


def test_accounts_to_try_are_shown_in_a_demo_only(client, settings):
    assert "partywork-demo" not in client.get(SIGN_IN).content.decode()

    settings.DEMO_MODE = True

    page = client.get(SIGN_IN).content.decode()
    assert "partywork-demo" in page
    assert all(name in page for name in ("secretary", "member", "leader", "committee", "admin"))


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(db):
    answer = Client().post("/activities/1/closing/", HTTP_REFERER="http://testserver/activities/1/?show=in")
    assert answer.url == "/accounts/login/?next=/activities/1/%3Fshow%3Din"

    answer = Client().post("/activities/1/closing/", HTTP_REFERER="http://elsewhere.example/activities/1/")
    assert answer.url == "/accounts/login/?next=/"
