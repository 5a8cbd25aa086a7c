"""Online and mixed meetings: the link for those expected alone, the roll-call as sign-in (MT-13, E-46)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState, AttendanceStatus, SignInMethod, Venue
from activities.models import Activity, Notice
from activities.reports.announcement import group_text
from activities.services import attending, roll_call
from partywork.common.errors import DomainError
from tests.conftest import NOW
from tests.factories.activities import make_activity

LINK = "https://meeting.tencent.com/dm/AbC123"
JOIN = {"venue": Venue.ONLINE, "place": "腾讯会议", "link": LINK, "dial_in": "会议号 123 456 789"}


def _meeting(world, kind=ActivityKind.STUDY, *, start=NOW - timedelta(minutes=5), **fields):
    values = {"state": ActivityState.ANNOUNCED, "published_at": NOW - timedelta(days=2), **JOIN, **fields}
    return make_activity(
        world.branch, kind=kind, starts_at=start, ends_at=start + timedelta(hours=1), **values
    )


def test_a_member_finds_one_large_button(world, today, client_for):
    meeting = _meeting(world)
    for page in (reverse("my_home"), reverse("my_activity", args=[meeting.pk])):
        body = client_for(world.member).get(page).content.decode()
        assert f'href="{LINK}"' in body
        assert "123 456 789" in body


def test_the_link_is_nobodys_who_is_not_expected(world, today, client_for):
    _meeting(world, ActivityKind.COMMITTEE_MEETING)
    assert LINK not in client_for(world.member).get(reverse("my_home")).content.decode()


def test_a_meeting_in_the_room_shows_no_button(world, today, client_for):
    meeting = _meeting(world, venue=Venue.ON_SITE)
    assert (
        LINK not in client_for(world.member).get(reverse("my_activity", args=[meeting.pk])).content.decode()
    )


def test_the_notice_carries_the_link_and_the_group_chat_does_not(world, today, client_for):
    meeting = _meeting(world, start=NOW + timedelta(days=3), state=ActivityState.DRAFT, published_at=None)
    client_for(world.secretary).post(reverse("activity_announce", args=[meeting.pk]))
    assert LINK in Notice.objects.get(recipient=world.member).body
    assert LINK not in group_text(meeting)


@pytest.mark.parametrize("link", ["http://a.b/1", "javascript:alert(1)"])
def test_a_link_that_is_none_is_said_at_its_box_and_nothing_is_lost(world, today, client_for, link):
    form = {
        "kind": "study", "theme": "党纪学习", "day": "2026-06-25", "start": "19:30", "end": "20:30",
        "venue": "online", "place": "腾讯会议", "link": link, "dial_in": "123",
    }  # fmt: skip
    answer = client_for(world.secretary).post(reverse("activity_new"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "要以 https:// 开头" in page
    assert "党纪学习" in page
    assert not Activity.objects.exists()


def test_the_roll_is_called_with_one_tap_a_name(world, today, client_for):
    meeting = _meeting(world)
    secretary, here = client_for(world.secretary), reverse("activity_roll_call", args=[meeting.pk])
    assert "还没有到 5 人" in secretary.get(here).content.decode()
    for _twice in range(2):
        answer = secretary.post(here, {"member": world.plain_member.pk})
    assert "还没有到 4 人，已到 1 人" in answer.content.decode()
    mark = meeting.attendances.get()
    assert (mark.status, mark.method, mark.is_present) == (
        AttendanceStatus.ONLINE, SignInMethod.ROLL_CALL, True,
    )  # fmt: skip
    page = secretary.get(reverse("activity_detail", args=[meeting.pk])).content.decode()
    assert "点名" in page


def test_who_signed_in_himself_is_not_called_again(world, today):
    meeting = _meeting(world, venue=Venue.MIXED)
    attending.sign_in(meeting.pk, world.plain_member.pk)
    roll_call.answered(meeting, world.plain_member, by=world.secretary)
    assert meeting.attendances.get().method == SignInMethod.CODE


def test_a_meeting_in_the_room_has_no_roll_call(world, today, client_for):
    meeting = _meeting(world, venue=Venue.ON_SITE)
    with pytest.raises(DomainError, match="线下开的"):
        roll_call.answered(meeting, world.plain_member, by=world.secretary)
    answer = client_for(world.secretary).get(reverse("activity_roll_call", args=[meeting.pk]))
    assert answer.status_code == 302


def test_nobody_is_called_the_day_before(world, today):
    meeting = _meeting(world, start=NOW + timedelta(days=1))
    with pytest.raises(DomainError, match="还没到点名的时间"):
        roll_call.answered(meeting, world.plain_member, by=world.secretary)


def test_a_stranger_is_not_named_and_not_marked(world, today, client_for):
    from members.models import Member

    meeting = _meeting(world)
    stranger = Member.objects.get(name="外一")
    answer = client_for(world.secretary).post(
        reverse("activity_roll_call", args=[meeting.pk]), {"member": stranger.pk}
    )
    assert answer.status_code == 404
    assert not meeting.attendances.exists()


def test_a_member_who_is_no_committee_member_is_refused_in_the_committees_roll_call(world, today, client_for):
    meeting = _meeting(world, ActivityKind.COMMITTEE_MEETING)
    answer = client_for(world.secretary).post(
        reverse("activity_roll_call", args=[meeting.pk]), {"member": world.plain_member.pk}
    )
    assert answer.status_code == 422
    assert "只登记在任的支部委员" in answer.content.decode()
