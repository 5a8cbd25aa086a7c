"""A decision goes with whoever moves: the secretary where he is now reads what he needs, and nobody else (E-52)."""

from datetime import datetime, time

import pytest
from django.urls import reverse

from members.choices import Post
from members.models import DisciplineFact
from members.services.transferring import transfer
from partywork.common import clock
from partywork.models import JournalEntry
from tests.factories.branches import make_branch
from tests.factories.members import appoint, make_user
from tests.members.services.test_honours import TODAY, D, decided
from tests.members.views.test_honour_pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(world, today):
    """Decided upon in January, in another branch of the committee since today."""
    member = world.others[0]
    probation = decided(world)
    decided(world, kind="warning", until=None, paper="旧1号", since=D(2024, 1, 1), decided_on=D(2024, 1, 1))
    branch = make_branch(parent=world.committee, name="第三支部")
    transfer(member, branch, day=TODAY, by=world.reviewer)
    keepers = {}
    for post in (Post.SECRETARY, Post.DISCIPLINE_MEMBER, Post.DEPUTY_SECRETARY):
        keepers[post] = make_user(name=f"郑{post}")
        appoint(keepers[post], branch, post)
    return member, probation, keepers


@pytest.mark.parametrize(
    ("post", "sees"),
    [(Post.SECRETARY, True), (Post.DISCIPLINE_MEMBER, False), (Post.DEPUTY_SECRETARY, False)],
)
def test_the_present_secretary_reads_what_still_has_an_effect(moved, client_for, post, sees):
    member, _fact, keepers = moved

    page = text(client_for(keepers[post]).get(reverse("member_detail", args=[member.pk])))

    assert ("留党察看" in page) is sees
    assert ("影响到 2029-01-11" in page) is sees
    assert "旧1号" not in page
    assert "看文件" not in page


def test_each_reading_stands_in_the_journal_once_a_day_and_names_nothing(moved, client_for):
    member, fact, keepers = moved
    desk = client_for(keepers[Post.SECRETARY])

    for _ in range(2):
        desk.get(reverse("member_detail", args=[member.pk]))

    (line,) = JournalEntry.objects.filter(verb="read_decision")
    assert (line.object_id, line.actor) == (fact.pk, keepers[Post.SECRETARY])
    assert "察看" not in line.label


@pytest.mark.parametrize(("day", "told"), [(D(2029, 1, 11), True), (D(2029, 1, 12), False)])
def test_what_has_no_effect_any_more_is_told_no_longer(moved, today, client_for, day, told):
    member, _fact, keepers = moved
    today.move_to(datetime.combine(day, time(9), tzinfo=clock.OFFICE))

    page = text(client_for(keepers[Post.SECRETARY]).get(reverse("member_detail", args=[member.pk])))

    assert ("留党察看" in page) is told


def test_rights_are_restored_where_the_member_is_now_and_no_longer_where_he_was(world, moved, client_for):
    _member, fact, keepers = moved
    address = reverse("discipline_lifting", args=[fact.pk])
    paper = {"on": "2026-06-18", "paper": "恢字2号"}
    assert client_for(keepers[Post.DISCIPLINE_MEMBER]).post(address, paper).status_code == 404
    assert client_for(world.secretary).post(address, paper).status_code == 403

    answer = client_for(keepers[Post.SECRETARY]).post(address, paper, follow=True)

    assert "2026-06-18 解除、恢复" in text(answer)
    assert DisciplineFact.objects.get(pk=fact.pk).lifted_on == TODAY


def test_the_paper_stays_with_the_branch_that_entered_it(moved, client_for):
    _member, fact, keepers = moved

    answer = client_for(keepers[Post.SECRETARY]).get(reverse("discipline_paper", args=[fact.pk]))

    assert answer.status_code == 404
