"""Opening a meeting of any kind: from its plan row, unplanned, for each Party group, for a run of months."""

from datetime import date, time, timedelta

import pytest
import time_machine

from activities.choices import ActivityKind, ActivityState
from activities.models import Activity
from activities.services.opening import open_from_row, open_unplanned
from activities.services.opening_series import open_series
from branches.models import PartyGroup
from members.choices import Post
from members.models import MembershipSpell
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.conftest import NOW, World
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.members import appoint

START = clock.at(date(2026, 6, 25), time(15))


def _open(world: World, kind: str, **fields: object) -> Activity:
    values = {"theme": "", "starts_at": START, "ends_at": START + timedelta(hours=1), **fields}
    return open_unplanned(world.branch, by=world.secretary, kind=kind, **values)


def _groups(world: World, *names: str) -> list[PartyGroup]:
    return [PartyGroup.objects.create(branch=world.branch, name=name) for name in names]


def test_a_committee_meeting_needs_no_theme(world: World, today: object) -> None:
    meeting = _open(world, ActivityKind.COMMITTEE_MEETING)
    assert (meeting.theme, meeting.host, meeting.wear_badge) == ("6月支委会", world.secretary_member, False)
    assert [item.title for item in meeting.agenda.all()] == ["第一议题：传达学习"]


def test_a_lecture_without_a_theme_is_refused(world: World, today: object) -> None:
    with pytest.raises(DomainError, match="请写主题"):
        _open(world, ActivityKind.LECTURE)


def test_a_lecture_needs_no_chair(world: World, today: object) -> None:
    assert _open(world, ActivityKind.LECTURE, theme="学党史").host is None


def test_a_branch_without_a_committee_opens_no_committee_meeting(world: World, today: object) -> None:
    world.branch.has_committee = False
    world.branch.save()
    with pytest.raises(DomainError, match="不设支委会") as refused:
        _open(world, ActivityKind.COMMITTEE_MEETING)
    assert (refused.value.field, refused.value.code) == ("kind", "not_held_here")


def test_a_branch_without_groups_opens_no_group_meeting(world: World, today: object) -> None:
    with pytest.raises(DomainError, match="没有划分党小组"):
        _open(world, ActivityKind.GROUP_MEETING)


def test_a_dissolved_group_is_no_group(world: World, today: object) -> None:
    [group] = _groups(world, "第一党小组")
    group.dissolved_on = date(2026, 6, 1)
    group.save()
    with pytest.raises(DomainError, match="没有划分党小组"):
        _open(world, ActivityKind.GROUP_MEETING, group=group)


def test_a_group_of_another_branch_is_refused(world: World, today: object) -> None:
    _groups(world, "第一党小组")
    other = PartyGroup.objects.create(branch=world.foreign_branch, name="别的小组")
    with pytest.raises(DomainError, match="不是本支部的"):
        _open(world, ActivityKind.GROUP_MEETING, group=other)


def test_a_member_meeting_is_of_no_group(world: World, today: object) -> None:
    [group] = _groups(world, "第一党小组")
    with pytest.raises(DomainError, match="不分党小组"):
        _open(world, ActivityKind.MEMBER_MEETING, group=group)


def test_the_leader_chairs_the_meeting_of_the_group(world: World, today: object) -> None:
    [group] = _groups(world, "第一党小组")
    MembershipSpell.objects.filter(member=world.plain_member).update(group=group)
    appoint(world.member, world.branch, Post.GROUP_LEADER)
    assert _open(world, ActivityKind.GROUP_MEETING, group=group).host == world.plain_member


def test_sent_twice_is_opened_once(world: World, today: object) -> None:
    one, two = _groups(world, "第一党小组", "第二党小组")
    first = _open(world, ActivityKind.GROUP_MEETING, group=one)
    assert _open(world, ActivityKind.GROUP_MEETING, group=one) == first
    assert _open(world, ActivityKind.GROUP_MEETING, group=two) != first


def test_a_plan_row_of_a_group_meeting_opens_one_for_each_group(world: World, today: object) -> None:
    groups = _groups(world, "第一党小组", "第二党小组")
    row = make_row(make_plan(world.branch), 6, kind=ActivityKind.GROUP_MEETING, start=date(2026, 6, 25))
    open_from_row(row, by=world.secretary)
    open_from_row(row, by=world.secretary)
    assert [each.group for each in row.activities.order_by("pk")] == groups


def test_a_group_formed_later_gets_its_meeting_from_the_same_row(world: World, today: object) -> None:
    _groups(world, "第一党小组")
    row = make_row(make_plan(world.branch), 6, kind=ActivityKind.GROUP_MEETING, start=date(2026, 6, 25))
    open_from_row(row, by=world.secretary)
    _groups(world, "第二党小组")
    open_from_row(row, by=world.secretary)
    assert row.activities.count() == 2


def test_a_plan_row_of_a_committee_meeting_is_refused_where_there_is_no_committee(
    world: World, today: object
) -> None:
    world.branch.has_committee = False
    world.branch.save()
    row = make_row(make_plan(world.branch), 6, kind=ActivityKind.COMMITTEE_MEETING, start=date(2026, 6, 25))
    with pytest.raises(DomainError, match="不设支委会"):
        open_from_row(row, by=world.secretary)


def test_hours_and_place_are_those_of_the_last_one_of_the_kind(world: World, today: object) -> None:
    make_activity(
        world.branch,
        date(2026, 5, 21),
        kind=ActivityKind.COMMITTEE_MEETING,
        start=time(16, 30),
        hours=1,
        place="书记办公室",
        state=ActivityState.ANNOUNCED,
    )
    make_activity(world.branch, date(2026, 6, 4), place="礼堂")
    row = make_row(make_plan(world.branch), 6, kind=ActivityKind.COMMITTEE_MEETING, start=date(2026, 6, 25))
    meeting = open_from_row(row, by=world.secretary)
    assert (meeting.starts_at, meeting.minutes, meeting.place) == (
        clock.at(date(2026, 6, 25), time(16, 30)),
        60,
        "书记办公室",
    )


def test_a_run_of_committee_meetings_in_one_step(world: World, today: object) -> None:
    run = {
        "kind": ActivityKind.COMMITTEE_MEETING,
        "theme": "6月支委会",
        "starts_at": START,
        "ends_at": START + timedelta(minutes=90),
        "every": "month",
        "times": 6,
    }
    opened = open_series(world.branch, by=world.secretary, **run)
    again = open_series(world.branch, by=world.secretary, **run)
    assert [each.theme for each in opened.activities] == [f"{month}月支委会" for month in range(6, 12)]
    assert [each.pk for each in again.activities] == [each.pk for each in opened.activities]
    assert {each.minutes for each in opened.activities} == {90}


def test_a_weekly_study_evening_leaves_out_the_holidays(world: World, today: object) -> None:
    start = clock.at(date(2026, 9, 24), time(19, 30))
    opened = open_series(
        world.branch,
        by=world.secretary,
        kind=ActivityKind.STUDY,
        theme="党纪学习",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        every="week",
        times=3,
    )
    assert [each.day for each in opened.activities] == [date(2026, 9, 24), date(2026, 10, 8)]
    assert {each.theme for each in opened.activities} == {"党纪学习"}
    assert "这一次不开" in opened.sentence


@pytest.mark.parametrize("times", [0, 27])
def test_a_run_too_long_is_refused(world: World, today: object, times: int) -> None:
    with pytest.raises(DomainError, match="最多连开"):
        open_series(
            world.branch,
            by=world.secretary,
            kind=ActivityKind.STUDY,
            theme="",
            starts_at=START,
            ends_at=START + timedelta(hours=1),
            every="week",
            times=times,
        )


def test_a_member_meeting_does_not_recur(world: World, today: object) -> None:
    with pytest.raises(DomainError, match="一次开一场"):
        open_series(
            world.branch,
            by=world.secretary,
            kind=ActivityKind.MEMBER_MEETING,
            theme="",
            starts_at=START,
            ends_at=START + timedelta(hours=1),
            every="month",
            times=2,
        )


def test_closing_a_committee_meeting_asks_nobody_to_make_up_and_nobody_to_rate(
    world: World, today: time_machine.Traveller
) -> None:
    from activities.services.announcing import announce
    from activities.services.attending import close, mark

    meeting = _open(world, ActivityKind.COMMITTEE_MEETING, starts_at=NOW + timedelta(hours=1),
                    ends_at=NOW + timedelta(hours=2))  # fmt: skip
    announce(meeting, by=world.secretary)
    today.move_to(NOW + timedelta(hours=2))
    mark(meeting, world.secretary_member, status="absent", by=world.secretary)
    held = close(meeting, by=world.secretary)
    assert (held.expected, held.present) == (1, 0)
    assert not held.attendances.filter(make_up__isnull=False).exists()
    assert not hasattr(Activity.objects.get(pk=held.pk), "rating")
