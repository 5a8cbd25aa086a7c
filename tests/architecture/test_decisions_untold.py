"""Why somebody is not expected is told to the secretary alone: every door, as everybody else who may open it (E-52)."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from pypdf import PdfReader

from members.choices import SUSPENDED_IN_FULL, Post
from members.services import disciplining
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.architecture.addresses import names, path_of
from tests.architecture.full_world import client_of
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
PAPER = "金丝留字7号"
SAID = "另有原因"
# What the reason was called before, what it is called in full, its name in the database, the paper itself.
UNTOLD = re.compile("|".join([SUSPENDED_IN_FULL, "暂停组织生活", "[\"'>]suspended[\"'<]", PAPER]))
BRANCH_POSTS = {
    "deputy": Post.DEPUTY_SECRETARY,
    "organizer": Post.ORGANIZATION_MEMBER,
    "discipline": Post.DISCIPLINE_MEMBER,
}
# Papers are ordered by a POST; nothing else needs to be sent to be read.
PAPERS = re.compile("document|export|copy|book")


@pytest.fixture
def detained(sides):
    """Somebody of the branch is kept away by a decision; taken back when the test is over."""
    own, _foreign = sides
    with transaction.atomic():
        member, day = own.members[3], clock.today()
        member.exemptions.all().delete()
        decision = disciplining.Decision("detained", day, "区监委", PAPER, day - timedelta(days=20))
        disciplining.enter_decision(member, own.branch, decision, by=own.users["secretary"])
        yield member
        transaction.set_rollback(True)


@pytest.fixture
def readers(sides):
    own, _foreign = sides
    found = {
        "member": own.users["member"],
        "official": own.users["official"],
        "operator": make_user("untold-operator", name="管理员", is_superuser=True),
    }
    for role, post in BRANCH_POSTS.items():
        found[role] = make_user(f"untold-{role}", name=f"海棠{role}")
        make_member(own.branch, name=f"海棠{role}", user=found[role])
        appoint(found[role], own.branch, post)
    return {role: client_of(user) for role, user in found.items()}


def test_no_page_no_file_and_no_paper_says_it_to_anybody_else(sides, detained, readers):
    own, _foreign = sides
    told, said = [], set()
    for name in names():
        path = path_of(name, own)
        for role, client in readers.items():
            for method in ("GET", "POST") if role == "deputy" and PAPERS.search(name) else ("GET",):
                body = _asked(client, method, path)
                found = UNTOLD.search(body)
                told += [f"{method} {name} as {role}: {found.group()}"] if found else []
                said |= {role} if SAID in body and detained.name in body else set()

    assert told == []
    assert {"deputy", "organizer"} <= said


def test_the_secretary_and_the_person_read_it(sides, detained):
    own, _foreign = sides
    desk = client_of(own.users["secretary"])
    assert SUSPENDED_IN_FULL in _asked(desk, "GET", f"/members/{detained.pk}/")
    detained.user = make_user("untold-self", name=detained.name)
    detained.save()
    mine = client_of(detained.user)
    assert SUSPENDED_IN_FULL in _asked(mine, "GET", path_of("my_information", own))


def _asked(client, method, path) -> str:
    """What the answer says, and the documents it orders; then taken back."""
    with transaction.atomic():
        before = set(RenderedDocument.objects.values_list("pk", flat=True))
        answer = client.generic(method, path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        ordered = RenderedDocument.objects.exclude(pk__in=before).values_list("content", flat=True)
        papers = " ".join(str(content) for content in ordered)
        transaction.set_rollback(True)
    return _text_of(body) + papers


def _text_of(body: bytes) -> str:
    """Of a printed paper its words; the scans of the world are no papers, only their first line."""
    if not body.startswith(b"%PDF") or len(body) < 1000:
        return body.decode(errors="ignore")
    return "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).replace("\n", "")
