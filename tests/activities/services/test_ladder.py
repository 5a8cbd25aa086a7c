"""Every rung of the ladder: marked for what it is, counted alike, twice is once, refused with a reason (AT-14)."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.choices import AttendanceStatus, MakeUpState, SignInMethod
from activities.documents.filled_record import record_sheet
from activities.documents.filled_sign_in import sign_in_sheet
from activities.models import Attendance, MakeUp
from activities.reports.register import register_of
from activities.services import attending, changing, leaving_early, proxying, signing
from branches.models import Parameter
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.models import JournalEntry
from tests.factories.activities import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced", start=time(14), hours=3)


def arrive(activity, member, method=SignInMethod.CARD, **more):
    return signing.arrive(activity, member, method=method, by=None, **more)


def limit_of(branch, value):
    Parameter.objects.create(
        organization=branch, key="at.proxy_limit", value=value, in_force_from=date(2026, 1, 1)
    )


@pytest.mark.parametrize("method", [SignInMethod.CARD, SignInMethod.TABLET, SignInMethod.PAPER])
def test_no_rung_counts_less_than_another(world, activity, method):
    for member in world.roster[:4]:
        arrive(activity, member, method)

    verdict = register_of(activity).verdict

    assert (verdict.headcount.present, verdict.met) == (4, True)


def test_first_rung_stays_whatever_comes_after(world, activity, today):
    attending.sign_in(activity.pk, world.plain_member.pk)
    today.shift(timedelta(minutes=20))

    outcome = arrive(activity, world.plain_member)

    assert outcome.again
    assert outcome.row.method == SignInMethod.CODE
    assert attending.sign_in(activity.pk, world.plain_member.pk).at == outcome.row.marked_at


@pytest.mark.parametrize(
    ("minutes", "status"), [(0, "present"), (5, "present"), (6, "late"), (-120, "present")]
)
def test_late_by_the_hour_at_which_it_happened(world, activity, today, minutes, status):
    at = activity.starts_at + timedelta(minutes=minutes)
    today.move_to(datetime(2026, 6, 18, 16, 0, tzinfo=clock.OFFICE))

    row = arrive(activity, world.plain_member, SignInMethod.TABLET, at=at).row

    assert (row.status, row.marked_at, row.entered_at) == (status, at, clock.now())


def test_an_hour_still_to_come_becomes_now(world, activity):
    row = arrive(activity, world.plain_member, SignInMethod.TABLET, at=clock.now() + timedelta(hours=2)).row

    assert row.marked_at == clock.now()


@pytest.mark.parametrize(("minutes", "refused"), [(-121, True), (-120, False)])
def test_nobody_signs_in_before_the_doors_open(world, activity, minutes, refused):
    at = activity.starts_at + timedelta(minutes=minutes)

    if refused:
        with pytest.raises(DomainError, match="12:00起可以签到"):
            arrive(activity, world.plain_member, at=at)
    else:
        assert arrive(activity, world.plain_member, at=at).row.is_present


def test_every_rung_refuses_after_closing_with_a_reason(world, activity):
    arrive(activity, world.secretary_member)
    attending.close(activity, by=world.secretary)

    with pytest.raises(DomainError, match="活动已结束"):
        arrive(activity, world.plain_member)
    with pytest.raises(DomainError, match="活动已结束"):
        proxying.sign_for(activity, world.plain_member, world.secretary_member, by=world.secretary)
    with pytest.raises(DomainError, match="活动已结束"):
        leaving_early.leave_early(activity, world.secretary_member, by=world.secretary)


def test_stranger_is_sent_to_the_guests(world, activity):
    outsider = world.outsider.member

    with pytest.raises(DomainError, match="请登记为来宾"):
        arrive(activity, outsider)


# --- 代签 -----------------------------------------------------------------------------------------------


def test_proxy_is_named_counted_and_printed(world, activity, today):
    arrive(activity, world.secretary_member)
    proxying.sign_for(activity, world.plain_member, world.secretary_member, by=world.secretary)

    row = Attendance.objects.get(member=world.plain_member)
    assert (row.method, row.proxy, row.status) == ("proxy", world.secretary_member, "present")
    line = next(each for each in register_of(activity).lines if each.name == "钱五")
    assert line.proof == "张一代签 14:02"
    today.move_to(datetime(2026, 6, 18, 17, 5, tzinfo=clock.OFFICE))
    record = attending.close(activity, by=world.secretary).record
    assert "代签1人（张一代钱五签）" in record_sheet(record)["turnout"]["rungs"]
    sheet = sign_in_sheet(activity, filled=True)
    assert "其中代签1人次" in sheet["people"]
    assert ["代签", "张一代"] in [[each["mark"], each["remark"]] for each in sheet["lines"]]
    assert JournalEntry.objects.filter(verb="proxy", reason="张一代签").count() == 1


@pytest.mark.parametrize(("limit", "allowed"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_no_more_proxies_than_the_committee_set(world, activity, limit, allowed):
    limit_of(world.committee, limit)
    arrive(activity, world.secretary_member)
    signed = 0
    for member in (world.plain_member, *world.others):
        try:
            proxying.sign_for(activity, member, world.secretary_member, by=world.secretary)
            signed += 1
        except DomainError as refusal:
            assert refusal.code == "proxy_limit"

    assert signed == allowed
    assert proxying.so_far(activity) == allowed


def test_signing_twice_for_the_same_colleague_costs_one(world, activity):
    limit_of(world.committee, 1)
    arrive(activity, world.secretary_member)
    proxying.sign_for(activity, world.plain_member, world.secretary_member, by=world.secretary)

    again = proxying.sign_for(activity, world.plain_member, world.secretary_member, by=world.secretary)

    assert again.again
    assert proxying.so_far(activity) == 1


def test_who_is_not_there_himself_signs_for_nobody(world, activity):
    with pytest.raises(DomainError, match="张一还没有签到"):
        proxying.sign_for(activity, world.plain_member, world.secretary_member, by=world.secretary)
    arrive(activity, world.secretary_member)
    with pytest.raises(DomainError, match="不能替自己代签"):
        proxying.sign_for(activity, world.secretary_member, world.secretary_member, by=world.secretary)
    proxying.sign_for(activity, world.plain_member, world.secretary_member, by=world.secretary)
    with pytest.raises(DomainError, match="钱五是别人代签的"):
        proxying.sign_for(activity, world.others[0], world.plain_member, by=world.secretary)


# --- 早退 -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "status", "counted"),
    [
        (15, 29, "left_short", 0),
        (15, 30, "left_early", 1),
        (15, 31, "left_early", 1),
        (14, 3, "left_short", 0),
    ],
)
def test_early_leave_counts_from_half_of_the_time_on(world, activity, today, hour, minute, status, counted):
    arrive(activity, world.plain_member)
    today.move_to(datetime(2026, 6, 18, hour, minute, tzinfo=clock.OFFICE))

    row = leaving_early.leave_early(activity, world.plain_member, by=world.member)

    assert row.status == status
    assert register_of(activity).verdict.headcount.present == counted


def test_told_twice_the_first_hour_stays(world, activity, today):
    arrive(activity, world.plain_member)
    today.shift(timedelta(hours=1))
    first = leaving_early.leave_early(activity, world.plain_member, by=world.member).left_at
    today.shift(timedelta(minutes=10))

    assert leaving_early.leave_early(activity, world.plain_member, by=world.member).left_at == first


def test_whoever_comes_back_counts_as_when_he_came(world, activity, today):
    today.move_to(datetime(2026, 6, 18, 14, 30, tzinfo=clock.OFFICE))
    arrive(activity, world.plain_member)
    leaving_early.leave_early(activity, world.plain_member, by=world.member)

    row = leaving_early.come_back(activity, world.plain_member, by=world.secretary)

    assert (row.status, row.left_at, row.minutes) == (AttendanceStatus.LATE, None, None)
    with pytest.raises(DomainError, match="没有登记早退"):
        leaving_early.come_back(activity, world.plain_member, by=world.secretary)


def test_scanning_the_screen_again_is_coming_back(world, activity, today):
    arrive(activity, world.plain_member)
    today.shift(timedelta(hours=1))
    leaving_early.leave_early(activity, world.plain_member, by=world.member)

    assert not attending.sign_in(activity.pk, world.plain_member.pk).again
    assert Attendance.objects.get().left_at is None


def test_leaving_before_the_start_without_sign_in_or_after_the_end_is_refused(world, activity, today):
    with pytest.raises(DomainError, match="还没有签到"):
        leaving_early.leave_early(activity, world.plain_member, by=world.member)
    arrive(activity, world.plain_member)
    today.move_to(datetime(2026, 6, 18, 13, 59, tzinfo=clock.OFFICE))
    with pytest.raises(DomainError, match="还没有开始"):
        leaving_early.leave_early(activity, world.plain_member, by=world.member)
    today.move_to(datetime(2026, 6, 18, 17, 0, tzinfo=clock.OFFICE))
    with pytest.raises(DomainError, match="不算早退"):
        leaving_early.leave_early(activity, world.plain_member, by=world.member)


def test_too_short_a_stay_is_made_up_and_may_not_rate(world, activity, today):
    for member in world.roster:
        arrive(activity, member)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    leaving_early.leave_early(activity, world.plain_member, by=world.member)
    today.move_to(datetime(2026, 6, 18, 17, 5, tzinfo=clock.OFFICE))

    closed = attending.close(activity, by=world.secretary)

    assert (closed.present, closed.expected) == (4, 5)
    assert MakeUp.objects.get(attendance__member=world.plain_member).state == MakeUpState.OPEN
    assert not closed.rating.participations.filter(member=world.plain_member).exists()
    facts = record_sheet(closed.record)["turnout"]
    assert facts["left_early"] == "早退1人（钱五15:00，时间不足不计到会）"


def test_an_end_moved_forward_judges_the_stay_anew(world, activity, today):
    for member in world.roster:
        arrive(activity, member)
    today.move_to(datetime(2026, 6, 18, 15, 0, tzinfo=clock.OFFICE))
    row = leaving_early.leave_early(activity, world.plain_member, by=world.member)
    assert row.status == AttendanceStatus.LEFT_SHORT
    type(activity).objects.filter(pk=activity.pk).update(ends_at=activity.starts_at + timedelta(hours=2))
    activity.refresh_from_db()
    today.move_to(datetime(2026, 6, 18, 16, 5, tzinfo=clock.OFFICE))

    assert attending.close(activity, by=world.secretary).present == 5


def test_cancelled_activity_takes_nobody(world, activity):
    changing.cancel(activity, by=world.secretary, reason="停电")

    with pytest.raises(DomainError, match="已经取消"):
        arrive(activity, world.plain_member)
