"""One afternoon, several duties: signed in, announced, on leave and closed once; each with its own time and count."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState, AttendanceStatus, LeaveState, SignInMethod
from activities.models import Activity, Attendance, Gathering, Notice
from activities.reports.mine import tickets_of
from activities.services import attending, changing, gathering, leaving, leaving_early, signing
from activities.services.announcing import announce
from partywork.common.errors import DomainError
from tests.conftest import NOW, World
from tests.factories.activities import make_activity

START = NOW + timedelta(days=6, hours=5)  # 14:00
END = START + timedelta(hours=3, minutes=30)


@pytest.fixture
def day(world: World, today: object) -> Activity:
    return make_activity(world.branch, starts_at=START, ends_at=END, for_month=6, theme="赓续红色血脉")


@pytest.fixture
def afternoon(world: World, day: Activity) -> list[Activity]:
    """支部党员大会 14:00 to 16:00, then the Party day until 17:30."""
    gathering.add_part(day, ActivityKind.MEMBER_MEETING, by=world.secretary)
    day.refresh_from_db()
    return [*Activity.objects.order_by("starts_at")]


def _marks(member: object) -> dict[str, str]:
    rows = Attendance.objects.filter(member=member).values_list("activity__kind", "status")
    return dict(rows)


def test_a_new_part_takes_the_beginning_and_every_minute_is_counted_once(world, day):
    meeting = gathering.add_part(day, ActivityKind.MEMBER_MEETING, by=world.secretary)
    day.refresh_from_db()
    assert (meeting.starts_at, meeting.ends_at, day.starts_at, day.ends_at) == (
        START, START + timedelta(hours=2), START + timedelta(hours=2), END,
    )  # fmt: skip
    assert meeting.minutes + day.minutes == 210
    assert meeting.gathering == day.gathering
    assert "全程210分钟" in day.short_reason


def test_pressed_twice_it_is_one_part(world, day):
    one = gathering.add_part(day, ActivityKind.LECTURE, by=world.secretary)
    day.refresh_from_db()
    assert gathering.add_part(day, ActivityKind.LECTURE, by=world.secretary) == one
    assert Gathering.objects.count() == 1


def test_two_who_press_before_either_page_is_new_make_one_gathering(world, day):
    stale = Activity.objects.get(pk=day.pk)
    gathering.add_part(day, ActivityKind.LECTURE, by=world.secretary)
    gathering.add_part(stale, ActivityKind.LECTURE, by=world.secretary)
    assert (Gathering.objects.count(), Activity.objects.count()) == (1, 2)


def test_after_the_notice_the_new_part_follows_behind(world, day):
    announce(day, by=world.secretary)
    lecture = gathering.add_part(day, ActivityKind.LECTURE, by=world.secretary)
    assert lecture.starts_at == END


def test_a_kind_the_branch_has_not_is_refused(world, day):
    with pytest.raises(DomainError, match="没有划分党小组"):
        gathering.add_part(day, ActivityKind.GROUP_MEETING, by=world.secretary)
    assert not Gathering.objects.exists()


def test_another_activity_of_the_day_is_taken_in_unless_it_shares_an_hour(world, day):
    overlapping = make_activity(world.branch, kind="lecture", starts_at=END - timedelta(minutes=1),
                                ends_at=END + timedelta(hours=1))  # fmt: skip
    after = make_activity(world.branch, kind="study", starts_at=END, ends_at=END + timedelta(hours=1))
    other_day = make_activity(world.branch, kind="other", starts_at=END + timedelta(days=1),
                              ends_at=END + timedelta(days=1, hours=1))  # fmt: skip
    foreign = make_activity(world.foreign_branch, starts_at=END, ends_at=END + timedelta(hours=1))
    for other, sentence in (
        (overlapping, "一个小时不能算两次"), (other_day, "同一天"), (foreign, "不是同一个支部"), (day, "另一项"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=sentence):
            gathering.take_in(day, other, by=world.secretary)
    assert gathering.take_in(day, after, by=world.secretary).gathering_id is not None


def test_the_database_itself_refuses_an_hour_of_two_parts(world, afternoon):
    meeting, day = afternoon
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=day.pk).update(starts_at=meeting.starts_at)


def test_changing_the_hours_of_a_part_into_another_is_refused(world, afternoon):
    meeting = afternoon[0]
    fields = {"ends_at": meeting.ends_at + timedelta(minutes=1)}
    with pytest.raises(DomainError, match="和同一次集中的主题党日"):
        changing.change(meeting, by=world.secretary, revision=meeting.revision, fields=fields)


def test_with_the_day_of_one_part_the_others_move(world, afternoon):
    meeting, day = afternoon
    announce(day, by=world.secretary)
    fields = {
        "starts_at": meeting.starts_at + timedelta(days=1),
        "ends_at": meeting.ends_at + timedelta(days=1),
    }
    changing.change(meeting, by=world.secretary, revision=meeting.revision, fields=fields, reason="防汛")
    day.refresh_from_db()
    assert day.starts_at == START + timedelta(days=1, hours=2)
    told = Notice.objects.filter(recipient=world.member, kind="change")
    assert told.count() == 1


def test_one_announcement_tells_of_all_parts(world, afternoon):
    announce(afternoon[1], by=world.secretary)
    notice = Notice.objects.get(recipient=world.member)
    assert {part.state for part in Activity.objects.all()} == {ActivityState.ANNOUNCED}
    assert "支部党员大会" in notice.body
    assert "主题党日" in notice.body


def test_of_a_part_that_is_the_committees_alone_the_others_hear_nothing(world, day):
    gathering.add_part(day, ActivityKind.COMMITTEE_MEETING, by=world.secretary)
    day.refresh_from_db()
    announce(day, by=world.secretary)
    plain, seated = (Notice.objects.get(recipient=user) for user in (world.member, world.secretary))
    assert "支委会" not in plain.body
    assert "支委会" in seated.body


def _running(world, today, parts, *, minutes):
    announce(parts[-1], by=world.secretary)
    today.move_to(START + timedelta(minutes=minutes))


def test_signed_in_once_for_all(world, afternoon, today):
    _running(world, today, afternoon, minutes=-10)
    attending.sign_in(afternoon[1].pk, world.plain_member.pk)
    assert attending.sign_in(afternoon[0].pk, world.plain_member.pk).again
    assert _marks(world.plain_member) == {"member_meeting": "present", "party_day": "present"}


def test_late_for_the_first_part_is_in_time_for_the_second(world, afternoon, today):
    _running(world, today, afternoon, minutes=20)
    attending.sign_in(afternoon[0].pk, world.plain_member.pk)
    assert _marks(world.plain_member) == {"member_meeting": "late", "party_day": "present"}


def test_who_comes_when_the_first_part_is_over_was_not_at_it(world, afternoon, today):
    _running(world, today, afternoon, minutes=121)
    attending.sign_in(afternoon[0].pk, world.plain_member.pk)
    assert _marks(world.plain_member) == {"party_day": "present"}


@pytest.mark.parametrize("method", [SignInMethod.CARD, SignInMethod.TABLET])
def test_the_other_rungs_of_the_ladder_sign_in_to_all_parts_too(world, afternoon, today, method):
    _running(world, today, afternoon, minutes=20)
    signing.arrive(afternoon[1], world.plain_member, method=method, by=world.secretary)
    assert _marks(world.plain_member)["party_day"] == "present"
    assert _marks(world.plain_member)["member_meeting"] == "late"


def test_a_tick_on_the_list_is_taken_back_from_all_and_an_exception_stays(world, afternoon, today):
    _running(world, today, afternoon, minutes=10)
    meeting, day = afternoon
    attending.mark(meeting, world.plain_member, status="present", by=world.secretary)
    attending.mark(meeting, world.plain_member, status="", by=world.secretary)
    assert _marks(world.plain_member) == {}
    attending.mark(meeting, world.plain_member, status="present", by=world.secretary)
    attending.mark(day, world.plain_member, status="absent", by=world.secretary)
    assert _marks(world.plain_member) == {"member_meeting": "present", "party_day": "absent"}


def test_everybody_present_is_everybody_at_every_part(world, afternoon, today):
    _running(world, today, afternoon, minutes=10)
    assert attending.mark_all_present(afternoon[1], by=world.secretary) == 5
    assert Attendance.objects.filter(status=AttendanceStatus.PRESENT).count() == 10


def test_who_leaves_during_the_first_part_is_not_at_the_second(world, afternoon, today):
    _running(world, today, afternoon, minutes=5)
    attending.sign_in(afternoon[0].pk, world.plain_member.pk)
    today.move_to(START + timedelta(minutes=100))
    leaving_early.leave_early(afternoon[0], world.plain_member, by=world.member)
    assert _marks(world.plain_member) == {"member_meeting": "left_early", "party_day": "left_short"}
    leaving_early.come_back(afternoon[0], world.plain_member, by=world.member)
    assert _marks(world.plain_member) == {"member_meeting": "present", "party_day": "present"}


def test_one_leave_is_asked_and_decided_for_all(world, afternoon):
    announce(afternoon[1], by=world.secretary)
    leave = leaving.ask(afternoon[1], world.plain_member, reason="official", by=world.member)
    states = leave._meta.model.objects.filter(member=world.plain_member)
    assert [each.state for each in states] == [LeaveState.ASKED] * 2
    leaving.approve(leave, by=world.secretary)
    assert [each.state for each in states.all()] == [LeaveState.APPROVED] * 2
    assert Notice.objects.filter(recipient=world.secretary, kind="leave").count() == 1
    leaving.answer_coming(afternoon[0], world.plain_member, by=world.member)
    assert [each.state for each in states.all()] == [LeaveState.WITHDRAWN] * 2


def test_one_end_closes_all_and_two_people_close_once(world, afternoon, today):
    _running(world, today, afternoon, minutes=5)
    attending.mark_all_present(afternoon[0], by=world.secretary)
    with pytest.raises(DomainError, match="后面还有主题党日"):
        attending.close(afternoon[0], by=world.secretary)
    today.move_to(END)
    attending.close(afternoon[0], by=world.secretary)
    attending.close(afternoon[1], by=world.reviewer)
    rows = Activity.objects.order_by("starts_at")
    assert [(each.state, each.present, each.closed_by) for each in rows] == [
        (ActivityState.HELD, 5, world.secretary)
    ] * 2
    assert all(hasattr(each, "record") for each in rows)
    assert [hasattr(each, "rating") for each in rows] == [False, True]


def test_a_part_taken_out_stands_alone_and_the_other_as_well(world, afternoon):
    meeting = afternoon[0]
    gathering.take_out(meeting, by=world.secretary)
    assert not Activity.objects.filter(gathering__isnull=False).exists()
    assert gathering.take_out(meeting, by=world.secretary).gathering_id is None


def test_a_held_part_is_not_taken_out(world, afternoon, today):
    _running(world, today, afternoon, minutes=210)
    attending.close(afternoon[0], by=world.secretary)
    with pytest.raises(DomainError, match="不能再移出"):
        gathering.take_out(afternoon[0], by=world.secretary)


def test_a_member_sees_one_ticket_for_the_afternoon(world, afternoon):
    announce(afternoon[1], by=world.secretary)
    [ticket] = tickets_of(world.plain_member, NOW)
    assert [part.kind for part in (ticket.activity, *ticket.rest)] == ["member_meeting", "party_day"]


def test_two_clicks_on_the_page(world, day, client_for):
    secretary = client_for(world.secretary)
    page = secretary.get(reverse("activity_detail", args=[day.pk])).content.decode()
    assert "同一次集中再办一项" in page
    said = secretary.post(reverse("activity_gathering", args=[day.pk]), {"kind": "lecture"}, follow=True)
    assert "签到、请假、通知、结束都是一次" in said.content.decode()
    lecture = Activity.objects.get(kind="lecture")
    assert client_for(world.member).post(
        reverse("activity_gathering", args=[day.pk]), {"kind": "study"}
    ).status_code == 404  # fmt: skip
    secretary.post(reverse("activity_gathering_leaving", args=[lecture.pk]))
    lecture.refresh_from_db()
    assert lecture.gathering_id is None
