"""The demo world is loaded as a newcomer loads it; every link that a role finds there leads to a page.

Walked without a browser, from the first page on, one page of each kind: a link that answers 404 or 500, an English
word of the code where a Chinese one belongs, a picture of the world that can no longer be built.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from activities.models import Ballot, Quiz
from members.models import MemberStatistics, PublicNotice, TransferLetter, User

pytestmark = pytest.mark.django_db
MOST_PAGES = 400
# The office's own words for machines are no words of a page.
CODE = re.compile(r"\b(?:None|True|False|NaN|undefined|[a-z]+_[a-z_]+)\b")


class Links(HTMLParser):
    """Addresses of a page, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def kind_of(address: str) -> str:
    """One page stands for all of its kind: numbers and what is asked behind the ? do not matter."""
    path = re.sub(r"/[a-z]+(?:\.[a-z_]+)+/", "/key/", urlsplit(address).path)
    return re.sub(r"/my/information/[a-z_]+/", "/my/information/item/", re.sub(r"\d+", "n", path))


def walk(client: Client) -> dict[str, str]:
    """What went wrong, by address."""
    wrong: dict[str, str] = {}
    seen: Counter[str] = Counter()
    waiting = ["/"]
    while waiting and sum(seen.values()) < MOST_PAGES:
        address = waiting.pop(0)
        kind = kind_of(address)
        if seen[kind] or "/pdf/" in address or "/file/" in address:
            continue
        seen[kind] += 1
        answer = client.get(address, follow=True)
        if answer.status_code >= 400:
            wrong[address] = str(answer.status_code)
            continue
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        page = Links()
        page.feed(answer.content.decode())
        page.found = [each for each in page.found if not each.startswith(("#", "http", "mailto:", "tel:"))]
        code = set(CODE.findall(" ".join(page.words)))
        if code:
            wrong[address] = f"says {sorted(code)}"
        waiting += [urljoin(address, each) for each in page.found]
    assert sum(seen.values()) > 10
    return wrong


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for all roles, and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        before, settings.DEMO_MODE = settings.DEMO_MODE, True
        call_command("load_demo")
        yield
        settings.DEMO_MODE = before
        transaction.set_rollback(True)


def test_each_part_of_the_office_is_alive_in_the_demo_world(demo):
    assert Ballot.objects.filter(state="open").count() == 1
    assert Quiz.objects.filter(state="open").count() == 1
    assert PublicNotice.objects.filter(state="up").exists()
    assert TransferLetter.objects.filter(state="issued").count() == 2
    assert MemberStatistics.objects.count() >= 4


@pytest.mark.parametrize("role", ["secretary", "member", "leader", "committee", "keeper"])
def test_every_link_a_role_finds_in_the_demo_world_leads_to_a_page(demo, role):
    client = Client()
    client.force_login(User.objects.get(username=role))

    assert walk(client) == {}
