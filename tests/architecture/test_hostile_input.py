"""What nobody should send, sent to every address: never a fault of ours, and nothing of it runs in a page."""

import random
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.architecture.addresses import names, path_of
from tests.architecture.full_world import Side, client_of
from tests.factories.members import make_user

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
TEXTS = [
    "长" * 10_000,
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "9" * 400,
    "²",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "99:99",
    "\u202e\ud7ff\ufeff\u0001",
    "' OR 1=1 --",
    "1",
]
QUERIES = [
    "%00",
    "%FF%FE",
    "9999999999",
    "²²²²",
    "0000",
    "9" * 400,
    "'",
    "%3Cscript%3Ealert(1)%3C/script%3E",
]
ASKED = ("year", "kind", "after", "page", "branch", "q", "group", "month", "show", "parent", "organization")
NAME = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"')
EXTRA = {
    "member", "status", "decision", "note", "reason", "name", "filing", "row", "line", "leaving", "reading",
    "sealed", "next", "form", "text", "file", "revision", "year", "branch", "organization", "parent", "show",
    "login", "password", "title", "months", "requirement", "at", "low_reason", "cause", "method", "done_on",
    "gist", "grades", "remark", "answer", "round_number", "part", "content", "starts_at", "theme",
}  # fmt: skip
SAFE = {"account_logout"}


@pytest.fixture
def desks(sides: tuple[Side, Side], settings) -> Iterator[dict[str, Client]]:
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    own, _foreign = sides
    people: dict[str, User | None] = {
        role: own.users[role] for role in ("secretary", "official", "member", "keeper")
    }
    people["operator"] = make_user("operator", name="管理员", is_superuser=True)
    yield {role: client_of(user) for role, user in people.items()}


def _hand_for(name: str) -> tuple[str, ...]:
    if name.startswith(
        ("filing", "catalogue", "theme", "queue", "board", "token", "organization", "official")
    ):
        return ("official",)
    if name.startswith("dues"):
        return ("keeper",)
    if name.startswith(("my_", "notice", "inbox", "talk_")):
        return ("member",)
    if name.startswith(("calendar", "jobs", "appointment")):
        return ("operator",)
    return ("secretary",)


def _fields(client: Client, path: str) -> set[str]:
    answer = client.get(path)
    is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
    found = set(NAME.findall(answer.content.decode())) if is_page else set()
    return (found | EXTRA) - {"csrfmiddlewaretoken"}


def _unharmed(answer, what: str) -> None:
    assert answer.status_code < 500, (what, getattr(answer, "exc_info", None))
    if answer.streaming:
        return
    body = answer.content.decode("utf-8", "replace")
    if answer.get("Content-Type", "").startswith("text/html"):
        assert SCRIPT not in body, what
        assert "<img src=x" not in body, what
        assert 'href="javascript:' not in body, what
    assert "Traceback" not in body, what
    assert "javascript:" not in answer.get("Location", ""), what


def test_any_text_in_any_box(sides, desks):
    own, _foreign = sides
    dice = random.Random(7)
    for name in names():
        if name.startswith("api") or name in SAFE:
            continue
        path = path_of(name, own)
        for role in _hand_for(name):
            fields = sorted(_fields(desks[role], path))
            for text in {SCRIPT, *dice.sample(TEXTS, 5)}:
                data = dict.fromkeys(fields, text)
                _post(desks[role], path, data, f"{name} {text[:20]!r}")
            mixed = {field: dice.choice(TEXTS) for field in fields}
            _post(desks[role], path, mixed, f"{name} {mixed}"[:300])


def _post(client: Client, path: str, data: dict[str, str], what: str) -> None:
    cookies = client.cookies.copy()
    with transaction.atomic():
        _unharmed(client.post(path, data), what)
        transaction.set_rollback(True)
    client.cookies = cookies


def test_any_query(sides, desks):
    own, _foreign = sides
    for name in names():
        if name.startswith("api"):
            continue
        path = path_of(name, own)
        for value in QUERIES:
            query = "&".join(f"{key}={value}" for key in ASKED)
            for role in _hand_for(name):
                _unharmed(desks[role].get(f"{path}?{query}"), f"{name}?{value}")
        _unharmed(desks["secretary"].get(f"{path}%00"), name)


@pytest.mark.parametrize("body", [b"a=\xff\xfe&%ff=%00", b"name=%00x", b"\x00", b"a" * 100 + b"=" * 100])
def test_bodies_that_are_no_text(sides, desks, body):
    own, _foreign = sides
    for name in names():
        if not name.startswith("api") and name not in SAFE:
            with transaction.atomic():
                answer = desks[_hand_for(name)[0]].post(
                    path_of(name, own), body, content_type="application/x-www-form-urlencoded"
                )
                _unharmed(answer, name)
                transaction.set_rollback(True)


def test_a_nul_is_refused_in_one_sentence(sides, desks):
    answer = desks["secretary"].get(reverse("member_list") + "?q=%00")
    assert answer.status_code == 400
    assert "请求的内容不完整" in answer.content.decode()


@pytest.mark.parametrize("year", [0, 1, 1899, 9999, 10**20])
def test_a_year_that_no_paper_is_of(sides, desks, year):
    for name in ("ledger_file", "ledger_document", "plan_year"):
        for method in (desks["secretary"].get, desks["secretary"].post):
            with transaction.atomic():
                _unharmed(method(reverse(name, args=[year])), f"{name} {year}")
                transaction.set_rollback(True)


def test_a_number_that_no_row_has(sides, desks):
    for name in ("activity_detail", "plan_detail", "record_detail", "member_detail", "my_activity"):
        for number in (0, 10**30):
            assert desks["secretary"].get(reverse(name, args=[number])).status_code == 404
