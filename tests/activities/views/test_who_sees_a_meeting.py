"""Who is not expected at a meeting sees nothing of it, cannot answer, take leave or sign in; a leader runs his own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState, AttendanceStatus
from activities.models import Activity, LeaveRequest, Notice
from activities.reports.calendar_feed import feed_of
from activities.services.attending import sign_in
from activities.services.calendar_feeds import digest_of, renew_branch
from activities.services.carding import issue
from activities.services.leaving import ask
from branches.models import PartyGroup
from members.choices import Post
from members.models import MembershipSpell
from partywork.common.errors import DomainError
from tests.conftest import NOW
from tests.factories.activities import make_activity
from tests.factories.members import appoint, make_user

SOON = {"starts_at": NOW + timedelta(days=2), "ends_at": NOW + timedelta(days=2, hours=1)}
RUNNING = {"starts_at": NOW - timedelta(minutes=5), "ends_at": NOW + timedelta(hours=1)}


@pytest.fixture
def groups(world):
    """钱五 is in the first group and leads it; 李二 is in the second."""
    first, second = (PartyGroup.objects.create(branch=world.branch, name=name) for name in ("一组", "二组"))
    MembershipSpell.objects.filter(member=world.plain_member).update(group=first)
    MembershipSpell.objects.filter(member=world.others[0]).update(group=second)
    return first, second


@pytest.fixture
def leader(world, groups, today, client_for):
    appoint(world.member, world.branch, Post.GROUP_LEADER)
    return client_for(world.member)


def _meeting(world, kind, when=None, **fields):
    values = {"state": ActivityState.ANNOUNCED, "published_at": NOW - timedelta(days=2), **(when or SOON)}
    return make_activity(world.branch, kind=kind, theme="研究干部人选", **{**values, **fields})


def _committee(world, when=None, **fields):
    return _meeting(world, ActivityKind.COMMITTEE_MEETING, when, **fields)


def test_a_plain_member_finds_nothing_of_a_committee_meeting(world, today, client_for):
    meeting = _committee(world)
    member = client_for(world.member)
    for name in ("my_activity", "my_leave", "activity_detail"):
        assert member.get(reverse(name, args=[meeting.pk])).status_code == 404
    assert member.post(reverse("my_answer", args=[meeting.pk])).status_code == 404
    for name in ("my_home", "my_calendar", "inbox", "my_record"):
        assert "研究干部人选" not in member.get(reverse(name)).content.decode()


def test_who_sits_in_the_committee_finds_it_on_the_own_page(world, today, client_for):
    meeting = _committee(world)
    secretary = client_for(world.secretary)
    assert "研究干部人选" in secretary.get(reverse("my_home")).content.decode()
    assert secretary.get(reverse("my_activity", args=[meeting.pk])).status_code == 200


def test_a_seat_given_up_before_the_day_shows_it_no_more(world, today, client_for):
    user = make_user("lier", name="李二")
    world.others[0].user = user
    world.others[0].save()
    seat = appoint(user, world.branch, Post.PUBLICITY_MEMBER)
    meeting = _committee(world)
    assert client_for(user).get(reverse("my_activity", args=[meeting.pk])).status_code == 200
    seat.period = type(seat.period)(seat.period.lower, meeting.day)
    seat.save()
    assert client_for(user).get(reverse("my_activity", args=[meeting.pk])).status_code == 404


def test_the_calendar_of_the_branch_leaves_out_what_the_committee_and_a_group_hold(world, groups, today):
    _committee(world)
    _meeting(world, ActivityKind.GROUP_MEETING, group=groups[0])
    _meeting(world, ActivityKind.MEMBER_MEETING)
    page = feed_of(digest_of(renew_branch(world.branch, by=world.secretary)))
    assert [each.kind for each in page.activities] == [ActivityKind.MEMBER_MEETING]


def test_announcing_a_committee_meeting_tells_the_committee_alone(world, today, client_for):
    meeting = _committee(world, state=ActivityState.DRAFT, published_at=None)
    client_for(world.secretary).post(reverse("activity_announce", args=[meeting.pk]))
    told = Notice.objects.filter(activity=meeting).values_list("recipient", flat=True)
    assert list(told) == [world.secretary.pk]


def test_a_member_of_another_group_cannot_sign_in(world, groups, today):
    meeting = _meeting(world, ActivityKind.GROUP_MEETING, RUNNING, group=groups[1])
    with pytest.raises(DomainError, match="这是二组的会"):
        sign_in(meeting.pk, world.plain_member.pk)
    assert not meeting.attendances.exists()


def test_a_plain_member_cannot_sign_in_to_the_committee_meeting(world, today):
    meeting = _committee(world, RUNNING)
    with pytest.raises(DomainError, match="只登记在任的支部委员"):
        sign_in(meeting.pk, world.plain_member.pk)


def test_leave_from_a_meeting_one_is_not_expected_at_is_refused(world, groups, today):
    meeting = _meeting(world, ActivityKind.GROUP_MEETING, group=groups[1])
    with pytest.raises(DomainError, match="不在应到名单"):
        ask(meeting, world.plain_member, reason="official", by=world.member)
    assert not LeaveRequest.objects.exists()


def test_a_leader_finds_only_his_groups_meetings(leader, world, groups):
    own = _meeting(world, ActivityKind.GROUP_MEETING, group=groups[0])
    other = _meeting(world, ActivityKind.GROUP_MEETING, group=groups[1])
    committee = _committee(world)
    page = leader.get(reverse("group_home")).content.decode()
    assert reverse("group_activity", args=[own.pk]) in page
    for hidden in (other, committee):
        assert reverse("group_activity", args=[hidden.pk]) not in page
        assert leader.get(reverse("group_activity", args=[hidden.pk])).status_code == 404
        for name in ("group_meeting_announce", "group_meeting_close"):
            assert leader.post(reverse(name, args=[hidden.pk])).status_code == 404
        assert leader.get(reverse("group_meeting_change", args=[hidden.pk])).status_code == 404


def test_a_leader_runs_no_meeting_of_the_whole_branch(leader, world):
    meeting = _meeting(world, ActivityKind.MEMBER_MEETING, RUNNING)
    assert leader.get(reverse("group_activity", args=[meeting.pk])).status_code == 200
    assert leader.post(reverse("group_meeting_close", args=[meeting.pk])).status_code == 404


def test_a_leaders_evening_from_opening_to_the_end(leader, world, groups, today):
    form = {
        "kind": "group_meeting", "groups": [groups[0].pk], "theme": "", "day": "2026-06-18", "start": "10:00",
        "end": "11:00", "venue": "on_site", "place": "活动室",
    }  # fmt: skip
    leader.post(reverse("group_meeting_new"), form)
    leader.post(reverse("group_meeting_new"), form)
    meeting = Activity.objects.get()
    assert (meeting.group, meeting.host, meeting.theme) == (groups[0], world.plain_member, "6月党小组会")
    leader.post(reverse("group_meeting_announce", args=[meeting.pk]))
    today.move_to(NOW + timedelta(hours=1, minutes=5))
    here = reverse("group_activity", args=[meeting.pk])
    assert "结束会议" in leader.get(here).content.decode()
    leader.post(reverse("group_activity_rest", args=[meeting.pk]))
    said = leader.post(reverse("group_meeting_close", args=[meeting.pk]), follow=True).content.decode()
    leader.post(reverse("group_meeting_close", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert "应到 1 人，实到 1 人" in said
    assert (meeting.state, meeting.expected, meeting.present) == (ActivityState.HELD, 1, 1)
    assert meeting.closed_by == world.member


def test_a_leader_names_no_other_group(leader, world, groups):
    form = {
        "kind": "group_meeting", "groups": [groups[1].pk], "theme": "", "day": "2026-06-25", "start": "10:00",
        "end": "11:00", "venue": "on_site", "place": "",
    }  # fmt: skip
    assert leader.post(reverse("group_meeting_new"), form).status_code == 422
    assert not Activity.objects.exists()


def test_a_leader_opens_nothing_but_group_meetings(leader, world, groups):
    form = {
        "kind": "member_meeting", "groups": [groups[0].pk], "theme": "夺权", "day": "2026-06-25", "start": "10:00",
        "end": "11:00", "venue": "on_site", "place": "",
    }  # fmt: skip
    assert leader.post(reverse("group_meeting_new"), form).status_code == 422
    assert not Activity.objects.exists()


def test_a_leader_moves_an_announced_meeting_with_a_reason(leader, world, groups):
    meeting = _meeting(world, ActivityKind.GROUP_MEETING, group=groups[0])
    form = {
        "theme": meeting.theme, "day": "2026-06-22", "start": "19:00", "end": "20:00", "place": "活动室",
        "venue": "on_site", "revision": meeting.revision, "reason": "",
    }  # fmt: skip
    url = reverse("group_meeting_change", args=[meeting.pk])
    assert leader.post(url, form).status_code == 422
    assert leader.post(url, {**form, "reason": "停电"}).status_code == 302
    assert leader.post(url, {**form, "reason": "停电"}).status_code == 422  # somebody saved meanwhile


def test_closed_by_two_people_it_is_closed_once(leader, world, groups, client_for):
    meeting = _meeting(world, ActivityKind.GROUP_MEETING, RUNNING, group=groups[0])
    client_for(world.secretary).post(reverse("activity_close", args=[meeting.pk]))
    leader.post(reverse("group_meeting_close", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert meeting.closed_by == world.secretary
    mark = meeting.attendances.get()
    assert mark.status == AttendanceStatus.UNSETTLED


def test_a_card_offers_only_what_its_owner_is_expected_at(world, groups, today, client_for):
    own = _meeting(world, ActivityKind.GROUP_MEETING, RUNNING, group=groups[0])
    other = _meeting(world, ActivityKind.GROUP_MEETING, RUNNING, group=groups[1])
    [card] = issue(world.branch, [world.plain_member], by=world.secretary)
    page = client_for(world.secretary).get(reverse("card_read", args=[card.key])).content.decode()
    assert f'value="{own.pk}"' in page
    assert f'value="{other.pk}"' not in page
