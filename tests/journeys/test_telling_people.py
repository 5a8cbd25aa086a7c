"""Telling people: the call list with its ticks at a desk, and the answer from a link on a phone, with the clicks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.choices import LeaveState
from activities.models import Answer, LeaveRequest, NoticeCall
from activities.services import answer_links, leaving
from partywork.common import clock
from tests.factories.activities import make_activity


@pytest.fixture
def coming(world):
    """Announced a week ago, in three days: the last day for telling people is past."""
    starts_at = clock.now() + timedelta(days=3)
    return make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        state="announced",
        published_at=clock.now() - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )


def test_three_people_are_telephoned_and_ticked_one_click_each(hand, world, coming, as_user):
    leaving.answer_coming(coming, world.plain_member, by=world.member)
    leaving.answer_coming(coming, world.secretary_member, by=world.secretary)
    as_user(hand, world.secretary)
    hand.open("/")
    hand.click(hand.page.get_by_role("link", name="去打电话").first)
    assert hand.sees("5 人中 2 人已通知到，3 人要打电话")

    for left in (2, 1, 0):
        hand.click(hand.page.get_by_role("button", name="已电话通知").first)
        hand.page.locator("#told .note[role=status]").wait_for()
        told = f"{5 - left} 人已通知到"
        hand.page.get_by_text(told).wait_for()

    assert hand.sees("都通知到了")
    assert NoticeCall.objects.filter(called_by=world.secretary).count() == 3
    assert hand.clicks == 4
    assert hand.inputs == 0


def test_who_has_not_answered_is_reminded_by_one_click(hand, world, coming, as_user):
    leaving.answer_coming(coming, world.secretary_member, by=world.secretary)
    as_user(hand, world.secretary)
    hand.open(reverse("activity_told", args=[coming.pk]))

    hand.press("提醒没答复的 4 人")

    assert hand.sees("已提醒 1 人答复")
    assert hand.clicks == 1


def test_coming_is_one_tap_from_the_link_without_signing_in(phone, world, coming):
    phone.open(reverse("answer_link", args=[answer_links.token_for(coming.pk, world.plain_member.pk)]))
    phone.press("参加")

    assert phone.sees("记下了：您参加。")
    assert Answer.objects.get().member == world.plain_member
    assert (phone.clicks, phone.inputs) == (1, 0)


def test_leave_is_three_taps_from_the_link(phone, world, coming):
    phone.open(reverse("answer_link", args=[answer_links.token_for(coming.pk, world.plain_member.pk)]))
    phone.follow("请假")
    phone.click(phone.page.get_by_label("公务"))
    phone.press("交给书记")

    assert phone.sees("等书记批")
    assert LeaveRequest.objects.get().state == LeaveState.ASKED
    assert (phone.clicks, phone.inputs) == (3, 0)
