"""Answering without signing in: one person, one activity, until it starts (M05)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from activities.choices import LeaveState
from activities.models import Answer, LeaveRequest
from activities.services import answer_links, leaving, notifying
from partywork.models import JournalEntry
from tests.factories.activities import make_activity
from tests.helpers.calling_off import call_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(world, announced):
    return answer_links.token_for(announced.pk, world.plain_member.pk)


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=False)


def address(token):
    return reverse("answer_link", args=[token])


def text(response):
    return response.content.decode()


def test_a_program_that_looks_at_the_link_answers_nothing(visitor, announced, token):
    for ask in (visitor.get, visitor.head):
        assert ask(address(token)).status_code == 200
        assert ask(f"{address(token)}?leave=1").status_code == 200
        assert ask(f"{address(token)}?answer=coming").status_code == 200

    assert not Answer.objects.exists()
    assert not LeaveRequest.objects.exists()


def test_one_press_is_an_answer_and_pressing_twice_is_one(visitor, world, announced, token):
    page = text(visitor.get(address(token)))
    assert "您来吗" in page
    assert announced.theme in page

    first = visitor.post(address(token), {"answer": "coming"})
    visitor.post(address(token), {"answer": "coming"})

    assert "记下了：您参加" in text(first)
    assert list(Answer.objects.values_list("member_id", flat=True)) == [world.plain_member.pk]


def test_leave_goes_the_usual_way_of_approval(visitor, world, announced, token):
    answer = visitor.post(address(token), {"answer": "leave", "reason": "official", "text": ""})

    assert "等书记批" in text(answer)
    leave = LeaveRequest.objects.get()
    assert (leave.member, leave.state) == (world.plain_member, LeaveState.ASKED)
    assert JournalEntry.objects.filter(verb="ask", actor=world.member).exists()
    assert world.secretary.notices.filter(kind="leave").exists()
    leaving.approve(leave, by=world.secretary)


def test_a_leave_without_its_reason_is_asked_for_again(visitor, announced, token):
    answer = visitor.post(address(token), {"answer": "leave"})

    assert answer.status_code == 422
    assert "请选一个请假的原因" in text(answer)
    assert not LeaveRequest.objects.exists()


def test_coming_after_all_takes_the_leave_back(visitor, announced, token):
    visitor.post(address(token), {"answer": "leave", "reason": "personal"})

    visitor.post(address(token), {"answer": "coming"})

    assert LeaveRequest.objects.get().state == LeaveState.WITHDRAWN
    assert Answer.objects.count() == 1


def test_the_page_gives_away_no_name(visitor, world, token):
    page = text(visitor.get(address(token)))

    assert "钱*" in page
    assert not [member.name for member in world.roster if member.name in page]


@pytest.mark.parametrize("seconds_before_start, status", [(1, 200), (0, 410), (-1, 410)])
def test_the_link_ends_with_the_start(visitor, announced, token, today, seconds_before_start, status):
    today.move_to(announced.starts_at - timedelta(seconds=seconds_before_start))

    answer = visitor.post(address(token), {"answer": "coming"})

    assert answer.status_code == status
    assert Answer.objects.exists() == (status == 200)


def test_a_link_altered_by_one_letter_opens_nothing(visitor, announced, token):
    other = f"{announced.pk}-{announced.pk + 1}-{token.split('-')[2]}"
    for wrong in (
        token[:-1] + ("a" if token[-1] != "a" else "b"),
        other,
        "x",
        token.split(".")[0],
        "1-2-3.4",
    ):
        answer = visitor.post(address(wrong), {"answer": "coming"})
        assert answer.status_code == 404
        assert announced.theme not in text(answer)
    assert not Answer.objects.exists()


def test_a_link_made_for_something_else_opens_nothing(visitor, world, announced):
    from django.core.signing import Signer

    value = answer_links.token_for(announced.pk, world.plain_member.pk).rpartition(".")[0]
    forged = Signer(salt="another", sep=".").sign(value)

    assert visitor.get(address(forged)).status_code == 404


def test_the_link_is_of_no_use_for_another_branch_s_activity(visitor, world, announced):
    theirs = make_activity(world.foreign_branch, announced.day, state="announced")

    answer = visitor.get(address(answer_links.token_for(theirs.pk, world.plain_member.pk)))

    assert answer.status_code == 410
    assert theirs.branch.name not in text(answer)


def test_links_taken_back_are_void_and_later_ones_are_not(
    client_for, visitor, world, announced, token, today
):
    today.shift(timedelta(minutes=1))
    assert client_for(world.member).post(reverse("my_links_end")).status_code == 302

    assert visitor.get(address(token)).status_code == 410
    today.shift(timedelta(seconds=1))
    later = answer_links.token_for(announced.pk, world.plain_member.pk)
    assert visitor.get(address(later)).status_code == 200


def test_taking_back_ends_nobody_else_s_links(client_for, visitor, world, announced):
    other = answer_links.token_for(announced.pk, world.secretary_member.pk)

    client_for(world.member).post(reverse("my_links_end"))

    assert visitor.get(address(other)).status_code == 200


def test_a_closed_account_or_a_cancelled_activity_ends_the_link(visitor, world, announced, token):
    world.member.is_active = False
    world.member.save()
    assert visitor.get(address(token)).status_code == 410
    world.member.is_active = True
    world.member.save()
    call_off(announced, world)
    closed = visitor.get(address(token))
    assert closed.status_code == 410
    assert "已经取消" in text(closed)


def test_the_mail_of_a_notice_carries_the_link_of_its_reader(world, draft, today, visitor):
    from activities.services import announcing

    world.member.email = "qian@example.org"
    world.member.save()
    announcing.announce(draft, by=world.secretary)
    today.shift(timedelta(minutes=15))
    notifying.deliver_all()

    (letter,) = mail.outbox
    (line,) = [line for line in letter.body.splitlines() if "/a/" in line]
    path = line.partition("/a/")[2]
    answer = visitor.post(f"/a/{path}", {"answer": "coming"})
    assert "记下了" in text(answer)
    assert Answer.objects.get().member == world.plain_member


def test_the_address_is_kept_from_other_sites_and_search_engines(visitor, token):
    answer = visitor.get(address(token))

    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_without_the_form_s_own_token_nothing_is_stored(announced, token):
    careful = Client(enforce_csrf_checks=True)

    assert careful.post(address(token), {"answer": "coming"}).status_code == 403
    assert not Answer.objects.exists()
