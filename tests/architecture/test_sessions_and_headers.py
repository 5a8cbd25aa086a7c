"""Sessions, passwords, headers, tokens against forgery, uploads, logs: what holds on every page."""

import io
import logging
import re
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from members.choices import Post
from members.models import User
from members.services import accounts
from partywork.common.errors import DomainError
from partywork.common.logs import RefusedInOneLine
from tests.architecture.addresses import names, path_of
from tests.architecture.full_world import client_of
from tests.factories.members import appoint, make_user

pytestmark = pytest.mark.django_db
LOGIN, CHANGE, PASSWORD = "/accounts/login/", "/accounts/password/change/", "party-test-1"
NEW = {"oldpassword": PASSWORD, "password1": "qing-nian-2026", "password2": "qing-nian-2026"}
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "javascript:alert(1)",
    "/\\evil.example",
    "\thttps://evil.example",
]


@pytest.fixture
def own(sides):
    return sides[0]


def _sign_in(client: Client, user: User, **more: str):
    return client.post(LOGIN, {"login": user.username, "password": PASSWORD, **more})


def test_the_session_of_a_visitor_is_not_the_session_of_whoever_signs_in(own):
    client = Client()
    client.get(LOGIN)
    client.cookies["partywork_session"] = "a" * 32
    _sign_in(client, own.users["member"])
    assert client.cookies["partywork_session"].value != "a" * 32
    assert client.get("/my/").status_code == 200


def test_a_new_password_ends_every_other_session(own):
    user = own.users["member"]
    here, there = client_of(user), client_of(user)
    assert there.get("/my/").status_code == 200
    here.post(CHANGE, NEW)
    assert here.get("/my/").status_code == 200
    assert there.get("/my/").url.startswith(LOGIN)


def test_a_reset_password_ends_the_session_and_must_be_changed(own):
    user, by = own.users["member"], own.users["secretary"]
    signed_in = client_of(user)
    slip = accounts.reset_password(user.member, by=by)
    assert signed_in.get("/my/").url.startswith(LOGIN)
    client = Client()
    client.post(LOGIN, {"login": user.username, "password": slip.password})
    for path in ("/", "/my/", "/inbox/", "/account/"):
        assert client.get(path).url.startswith(CHANGE)


def test_nobody_resets_the_password_of_somebody_with_more_rights(own):
    keeper = make_user("keeper", name="组织委员")
    appoint(keeper, own.branch, Post.ORGANIZATION_MEMBER)
    with pytest.raises(DomainError, match="职务比您的权限大"):
        accounts.reset_password(own.members[0], by=keeper)
    accounts.reset_password(own.members[0], by=own.users["official"])
    appoint(own.users["member"], own.committee, Post.OFFICER)
    with pytest.raises(DomainError, match="职务比您的权限大"):
        accounts.reset_password(own.members[1], by=own.users["secretary"])
    accounts.reset_password(own.members[2], by=own.users["secretary"])


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_leads_out_of_the_site(own, address):
    assert _sign_in(Client(), own.users["member"], next=address).url == "/"
    assert Client().post("/large-type/", {"next": address}).url == "/"
    client = client_of(own.users["member"])
    assert client.post("/inbox/reading/", {"next": address}).url == "/inbox/"
    changed = client.post(CHANGE, {**NEW, "next": address})
    assert changed.get("Location", "/") == "/", changed.status_code


def test_an_address_that_is_no_page_is_not_looked_up_as_a_name(own):
    assert client_of(own.users["member"]).post("/inbox/reading/", {"next": "no page"}).url == "/inbox/"


def test_an_unknown_account_is_answered_like_a_known_one(own):
    answers = []
    for login in (own.users["member"].username, "nobody-here"):
        body = Client().post(LOGIN, {"login": login, "password": "wrong-wrong"}).content.decode()
        answers.append(re.sub(r'value="[^"]*"', "", body.replace(login, "")))
    assert answers[0] == answers[1]


def test_a_scan_that_is_no_scan_says_nothing_of_the_meeting(own):
    held = own.rows["held"]
    for client in (Client(), client_of(make_user("stranger"))):
        answer = client.get(reverse("sign_in", args=[held.pk, "guess"]))
        assert answer.status_code == 410
        assert held.theme not in answer.content.decode()


def _headers(answer) -> None:
    path = answer.wsgi_request.path
    assert answer["X-Frame-Options"] == "DENY", path
    assert answer["X-Content-Type-Options"] == "nosniff", path
    assert answer["Referrer-Policy"] == "same-origin", path
    assert "geolocation=()" in answer["Permissions-Policy"], path
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy, path
    assert "frame-ancestors 'none'" in policy, path
    assert "unsafe-eval" not in policy, path
    if path != "/api/docs/":
        assert "unsafe-inline" not in policy, path


def test_every_answer_carries_the_safety_headers(own):
    clients = [client_of(None), client_of(own.users["secretary"])]
    for name in names():
        for client in clients:
            _headers(client.get(path_of(name, own)))
    for path in (
        "/nowhere/",
        "/media/x.pdf",
        "/documents/00000000-0000-0000-0000-000000000000/",
        "/static/none.css",
    ):
        for client in clients:
            _headers(client.get(path))


def test_a_failure_of_ours_carries_them_too_and_shows_nothing(own, monkeypatch):
    monkeypatch.setattr("partywork.rulebook.articles", lambda _values: 1 / 0)
    answer = client_of(own.users["secretary"]).get("/rules/")
    assert answer.status_code == 500
    _headers(answer)
    assert "ZeroDivisionError" not in answer.content.decode()
    assert "系统出了故障" in answer.content.decode()


def test_every_post_needs_the_token_of_the_page(own):
    """With and without HTMX; only programs, which bring no cookie, come without."""
    for user in (None, own.users["secretary"]):
        client = Client(enforce_csrf_checks=True)
        if user:
            client.force_login(user, backend="members.backends.OfficeBackend")
        for name in names():
            if name.startswith("api"):
                continue
            for headers in ({}, {"hx-request": "true"}):
                answer = client.post(path_of(name, own), {"a": "1"}, headers=headers)
                assert answer.status_code == 403, name
                assert "这一页开得太久" in answer.content.decode(), name


def test_cookies_are_closed_to_scripts_and_other_sites(own, settings):
    client = Client()
    _sign_in(client, own.users["member"])
    session = client.cookies["partywork_session"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    _sign_in(client, own.users["member"])
    assert client.cookies["partywork_session"]["secure"]


def _zip(**entries: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


UPLOADS = {
    "计划.docx": b"<html><script>alert(1)</script></html>",
    "图.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "../../etc/passwd.docx": b"PK\x03\x04 broken",
    "炸弹.xlsx": _zip(xl__workbook=b"0" * (45 * 1024 * 1024), **{"xl__workbook.xml": b"<x/>"}),
    "外链.xlsx": _zip(
        **{
            "xl__workbook.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>'
        }
    ),
    "<script>alert(1)</script>.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "大.xlsx": b"PK\x03\x04" + b"x" * (10 * 1024 * 1024 + 600_000),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_a_file_that_is_not_what_it_says_is_refused_in_one_sentence(own, name):
    client = client_of(own.users["secretary"])
    for path in (reverse("member_import"), reverse("plan_import", args=[own.rows["plan"].pk])):
        file = SimpleUploadedFile("x", UPLOADS[name])
        file.name = name
        answer = client.post(path, {"file": file})
        body = answer.content.decode()
        assert answer.status_code in (200, 422), (path, answer.status_code)
        assert "<script>alert(1)</script>" not in body
        assert '<svg xmlns="http://www.w3.org/2000/svg" onload' not in body
        assert "root:" not in body


def test_more_than_a_form_can_hold_is_refused_in_one_sentence(own):
    client = client_of(own.users["secretary"])
    path = reverse("plan_import", args=[own.rows["plan"].pk])
    for body in (
        "text=" + "a" * (12 * 1024 * 1024),
        "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)),
    ):
        answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (400, 413)
        assert "请求的内容" in answer.content.decode()
        assert "Traceback" not in answer.content.decode()


def test_logs_hold_no_names_and_no_telephone_numbers(own, caplog):
    caplog.set_level(logging.DEBUG)
    client = client_of(own.users["secretary"])
    canary, person = "13912345678", "柳絮飞"
    client.post(LOGIN, {"login": canary, "password": "wrong-wrong-pw"})
    Client().post(LOGIN, {"login": canary, "password": "wrong-wrong-pw"})
    for name in ("member_new", "activity_guests", "official_new", "plan_row_new", "member_edit"):
        client.post(
            path_of(name, own), {"name": person, "phone": canary, "content": person, "username": canary}
        )
    client.get(reverse("member_list"), {"q": canary})
    client.get(f"/nowhere/?q={canary}")
    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert canary not in said
    assert person not in said
    assert "wrong-wrong-pw" not in said


@pytest.fixture
def written(settings):
    """What stands in the log, written the way the settings say."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["one_line"]
    handler.addFilter(RefusedInOneLine())
    logging.getLogger().addHandler(handler)
    yield said
    logging.getLogger().removeHandler(handler)


def test_a_refused_request_is_one_line_without_its_address(own, written):
    member = client_of(own.users["member"])
    assert member.get(reverse("activity_new")).status_code == 403
    assert member.get("/nowhere/13912345678/").status_code == 404
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(own.users["member"], backend="members.backends.OfficeBackend")
    assert guarded.post(reverse("sign_in", args=[own.rows["held"].pk, "guess"])).status_code == 403

    lines = written.getvalue().splitlines()

    assert lines == ["403 GET activity_new", "404 GET unknown page", "403 POST sign_in"]


def test_a_failure_of_ours_keeps_its_traceback_and_not_the_address(own, written, monkeypatch):
    monkeypatch.setattr("partywork.rulebook.articles", lambda _values: 1 / 0)
    client = client_of(own.users["secretary"])
    client.raise_request_exception = False

    client.get("/rules/?q=13912345678")

    assert "500 GET rules" in written.getvalue()
    assert "ZeroDivisionError" in written.getvalue()
    assert "13912345678" not in written.getvalue()
