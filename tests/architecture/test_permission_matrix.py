"""Every address, asked by every kind of person, by GET and by an empty POST, against one table."""

from collections.abc import Iterator
from copy import deepcopy
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from members.models import User
from tests.architecture.addresses import names, path_of
from tests.architecture.full_world import Side, client_of
from tests.factories.members import make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
TABLE = Path(__file__).with_name("permissions.txt")
ROLES, *ROWS = [
    line.split()
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
EXPECTED = {(name, method): dict(zip(ROLES, statuses, strict=True)) for name, method, *statuses in ROWS}


def _people(own: Side, foreign: Side) -> dict[str, User | None]:
    return {
        "visitor": None,
        "member": own.users["member"],
        "leader": own.users["leader"],
        "secretary": own.users["secretary"],
        "outsider": foreign.users["secretary"],
        "official": own.users["official"],
        "foreign": foreign.users["official"],
        "operator": make_user("operator", name="管理员", is_superuser=True),
    }


@pytest.fixture
def players(sides: tuple[Side, Side], settings) -> Iterator[dict[str, tuple[Client, SimpleCookie]]]:
    """Signed in once; sessions lie in the database, so that signing out is rolled back too."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    clients = {role: client_of(user) for role, user in _people(*sides).items()}
    assert list(clients) == ROLES
    yield {role: (client, deepcopy(client.cookies)) for role, client in clients.items()}


def test_no_row_stands_twice():
    assert len(ROWS) == len(EXPECTED)


def test_every_address_has_a_row():
    assert sorted({name for name, _method in EXPECTED}) == names()
    assert sorted(EXPECTED) == sorted((name, method) for name in names() for method in ("GET", "POST"))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_everybody_gets_what_the_table_says(sides, players, method):
    own, foreign = sides
    wrong, leaks = [], []
    for name in names():
        path = path_of(name, own)
        for role, (client, cookies) in players.items():
            client.cookies = deepcopy(cookies)
            status, body = _asked(client, method, path)
            if status != EXPECTED[name, method][role]:
                wrong.append(f"{method} {name} as {role}: {status}, not {EXPECTED[name, method][role]}")
            hidden = own if role in ("outsider", "foreign", "visitor") else foreign
            if role != "operator" and any(canary.encode() in body for canary in hidden.canaries):
                leaks.append(f"{method} {name} as {role}")
    assert wrong == []
    assert leaks == []


@pytest.mark.parametrize("side", ["own", "foreign"])
def test_a_program_reads_its_own_side_only(sides, side):
    own, foreign = sides
    client, asking = client_of(None), own if side == "own" else foreign
    for name in (name for name in names() if name.startswith("api-")):
        token = asking.dues_token if name.startswith("api-dues-") else asking.token
        answer = client.get(path_of(name, own), headers={"authorization": f"Bearer {token}"})
        is_list = name.endswith(("-list", "-root"))
        allowed = (200, 202) if side == "own" or is_list else (404,)
        assert answer.status_code in allowed, name
        hidden = foreign if side == "own" else own
        assert not any(canary.encode() in answer.content for canary in hidden.canaries), name
        assert (
            client.post(path_of(name, own), headers={"authorization": f"Bearer {token}"}).status_code == 405
        )


def test_a_program_has_no_pages(sides):
    own, _foreign = sides
    client = client_of(None)
    for name in names():
        visitor = EXPECTED[name, "GET"]["visitor"]
        if not name.startswith("api-"):
            answer = client.get(path_of(name, own), headers={"authorization": f"Bearer {own.token}"})
            assert _status(answer) == visitor, name


def _asked(client: Client, method: str, path: str) -> tuple[str, bytes]:
    """Played and taken back."""
    with transaction.atomic():
        answer = client.generic(method, path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return _status(answer), body


def _status(answer: HttpResponse) -> str:
    if answer.status_code == 302 and answer["Location"].startswith(LOGIN):
        return "login"
    return str(answer.status_code)
