"""The tablet at the door: one activity, one device, no account; its marks come whenever the network lets them."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from activities.choices import AttendanceStatus, SignInMethod
from activities.models import Attendance, SignInCard, SignInTablet, TabletScan
from activities.reports.register import register_of
from activities.rules.sign_in_number import number_of
from activities.services import attending, carding, tablets
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.helpers.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced")


@pytest.fixture
def tablet(world, activity):
    return tablets.open_tablet(activity, by=world.secretary)


@pytest.fixture
def door(tablet) -> Client:
    """The device, paired; nobody is signed in on it."""
    client = Client()
    client.post(reverse("tablet_pair", args=[tablet.pairing]))
    return client


def number(member):
    return number_of(SignInCard.objects.get(member=member).serial)


def send(door, tablet, *scans):
    body = {"scans": [{"nonce": uuid4().hex, "age": 0, "proxy": "", **scan} for scan in scans]}
    return door.post(
        reverse("tablet_scans", args=[tablet.key]), json.dumps(body), content_type="application/json"
    )


def refusals(answer):
    return [each["refusal"] for each in answer.json()["outcomes"]]


def state(door, tablet):
    return door.get(reverse("tablet_state", args=[tablet.key]))


def test_number_pressed_at_the_door_is_a_mark(world, activity, tablet, door):
    answer = send(door, tablet, {"number": number(world.plain_member)})

    assert refusals(answer) == [""]
    row = Attendance.objects.get()
    assert (row.member, row.method, row.status) == (world.plain_member, SignInMethod.TABLET, "present")
    assert (row.marked_at, row.entered_at, row.marked_by) == (clock.now(), None, world.secretary)


def test_mark_that_waited_for_the_network_has_its_true_time_and_says_so(world, activity, tablet, door, today):
    today.shift(timedelta(hours=2))

    send(door, tablet, {"number": number(world.plain_member), "age": 7080})

    row = Attendance.objects.get()
    assert row.marked_at == clock.now() - timedelta(seconds=7080)
    assert (row.entered_at, row.status) == (clock.now(), AttendanceStatus.PRESENT)
    line = next(each for each in register_of(activity).lines if each.name == "钱五")
    assert line.proof == "会场平板 14:04（16:02 补传）"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (60, "now"),  # nothing was late on the wire
        (61, "true"),
        (7200, "opened"),  # exactly when the device was opened
        (7201, "opened"),  # before it was opened: the clock of the device jumped
        (10**9, "opened"),
        (-500, "now"),  # from the future
    ],
)
def test_true_time_stays_between_opening_and_now(world, activity, tablet, door, today, age, expected):
    today.shift(timedelta(hours=2))
    send(door, tablet, {"number": number(world.plain_member), "age": age})

    row = Attendance.objects.get()
    now = clock.now()
    times = {"now": now, "true": now - timedelta(seconds=age if age > 0 else 0), "opened": tablet.opened_at}
    assert row.marked_at == times[expected]
    assert (row.entered_at is None) == (expected == "now")


def test_same_nonce_twice_is_one_mark_even_after_the_recorder_took_it_back(world, activity, tablet, door):
    scan = {"number": number(world.plain_member), "nonce": "a" * 32}
    send(door, tablet, scan)
    attending.mark(activity, world.plain_member, status="", by=world.secretary)

    answer = send(door, tablet, scan, scan)

    assert refusals(answer) == ["", ""]
    assert not Attendance.objects.exists()
    assert TabletScan.objects.count() == 1


def test_one_refused_holds_no_other_up(world, activity, tablet, door):
    answer = send(door, tablet, {"number": "999"}, {"number": number(world.plain_member)}, {"number": "x"})

    assert refusals(answer) == ["没有这个签到号。", "", "没有这个签到号。"]
    assert Attendance.objects.count() == 1


def test_what_arrives_after_closing_is_kept_for_the_recorder(
    client_for, world, activity, tablet, door, today
):
    today.shift(timedelta(hours=2))
    attending.close(activity, by=world.secretary)
    today.shift(timedelta(hours=5))

    answer = send(door, tablet, {"number": number(world.plain_member), "age": 25000})

    assert "活动已结束" in refusals(answer)[0]
    assert Attendance.objects.get(member=world.plain_member).status == AttendanceStatus.UNSETTLED
    page = client_for(world.secretary).get(reverse("tablet_list", args=[activity.pk])).content.decode()
    assert "平板上没能登记的" in page
    assert "钱五" in page


def test_tablet_forgets_every_name_after_closing(world, activity, tablet, door):
    assert [each["name"] for each in state(door, tablet).json()["people"]]
    attending.close(activity, by=world.secretary)

    answer = state(door, tablet)

    assert answer.json()["people"] == []
    assert answer.json()["over"] == "活动已结束，签到册已固定。"
    assert not any(member.name in answer.content.decode() for member in world.roster)
    plain = door.get(reverse("tablet_plain", args=[tablet.key])).content.decode()
    assert not any(member.name in plain for member in world.roster)


def test_page_that_the_device_keeps_names_nobody(world, activity, tablet, door):
    page = door.get(reverse("tablet", args=[tablet.key])).content.decode()

    assert not any(member.name in page for member in world.roster)
    assert activity.theme not in page


def test_names_are_told_with_the_least(world, activity, tablet, door):
    attending.sign_in(activity.pk, world.plain_member.pk)

    people = state(door, tablet).json()["people"]

    assert {"number": number(world.plain_member), "name": "钱五", "here": True} in people
    assert {frozenset(each) for each in people} == {frozenset({"number", "name", "here"})}


def test_tablet_opens_nothing_else(world, activity, tablet, door):
    for name in ("home", "activity_list", "my_home", "member_list"):
        assert door.get(reverse(name))["Location"].startswith("/accounts/login/")
    assert door.get(reverse("activity_detail", args=[activity.pk])).status_code == 302


def test_tablet_of_one_activity_is_nothing_for_another(world, activity, tablet, door):
    other = tablets.open_tablet(make_activity(world.branch), by=world.secretary)

    assert state(door, other).status_code == 403
    assert send(door, other, {"number": number(world.plain_member)}).status_code == 403


def test_whoever_opens_it_on_his_own_device_is_signed_out_there(client_for, world, tablet):
    client = client_for(world.secretary)

    client.post(reverse("tablet_pair", args=[tablet.pairing]))

    assert client.get(reverse("home"))["Location"].startswith("/accounts/login/")
    assert state(client, tablet).status_code == 200


def test_pairing_works_once_and_for_ten_minutes(world, activity, tablet, door, today):
    again = Client().post(reverse("tablet_pair", args=[tablet.pairing]))
    later = tablets.open_tablet(activity, by=world.secretary)
    today.shift(timedelta(minutes=10))
    stale = Client().post(reverse("tablet_pair", args=[later.pairing]))

    assert (again.status_code, stale.status_code) == (410, 410)
    assert "已经用过" in again.content.decode()
    assert "已经过期" in stale.content.decode()


def test_withdrawn_tablet_is_nothing(client_for, world, activity, tablet, door):
    client_for(world.secretary).post(reverse("tablet_withdraw", args=[tablet.pk]))

    assert send(door, tablet, {"number": number(world.plain_member)}).status_code == 403
    assert door.get(reverse("tablet", args=[tablet.key])).status_code == 403
    assert state(door, tablet).json()["people"] == []


def test_tablet_is_over_next_noon(world, activity, tablet, door, today):
    today.move_to(datetime(2026, 6, 19, 11, 59, tzinfo=clock.OFFICE))
    assert "签到的时间已过" in state(door, tablet).json()["over"]
    today.move_to(datetime(2026, 6, 19, 12, 0, tzinfo=clock.OFFICE))
    assert door.get(reverse("tablet", args=[tablet.key])).status_code == 403


def test_proxy_on_the_tablet_is_named_and_limited(world, activity, tablet, door):
    own = number(world.secretary_member)
    others = [number(member) for member in (world.plain_member, *world.others)]
    send(door, tablet, {"number": own})

    answer = send(door, tablet, *({"number": each, "proxy": own} for each in others))

    assert refusals(answer)[:3] == ["", "", ""]
    assert "代签已满 3 人次" in refusals(answer)[3]
    assert Attendance.objects.filter(proxy=world.secretary_member).count() == 3


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'{"scans": 1}',
        b'{"scans": [1]}',
        b'{"scans": [{"nonce": "", "number": "1", "age": 0}]}',
        b'{"scans": [{"nonce": "a b", "number": "1", "age": 0}]}',
        b'{"scans": [{"nonce": "ab", "number": "1", "age": "x"}]}',
        b'{"scans": [{"nonce": "ab", "number": "1", "age": NaN}]}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_what_no_tablet_of_ours_sends_is_refused(tablet, door, body):
    answer = door.post(reverse("tablet_scans", args=[tablet.key]), body, content_type="application/json")

    assert answer.status_code == 400
    assert not Attendance.objects.exists()


def test_forged_cookie_is_nothing(tablet):
    client = Client()
    client.cookies["door"] = "W1.forged:x"

    assert state(client, tablet).status_code == 403


def test_post_without_the_forms_own_key_is_refused(world, tablet):
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse("tablet_pair", args=[tablet.pairing])).status_code == 403


def test_without_script_the_number_is_typed_or_the_name_pressed(world, activity, tablet, door):
    address = reverse("tablet_plain", args=[tablet.key])

    said = door.post(address, {"number": number(world.plain_member)}).content.decode()
    wrong = door.post(address, {"number": "998"})

    assert "钱五：已签到。" in said
    assert "钱五 已签" in said
    assert wrong.status_code == 422


def test_closed_activity_opens_no_tablet(client_for, world, activity):
    attending.close(activity, by=world.secretary)

    said = client_for(world.secretary).post(reverse("tablet_list", args=[activity.pk]), follow=True)

    assert "活动已结束，不用再开会场平板" in said.content.decode()
    assert not SignInTablet.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_state_costs_the_same_for_few_and_many(
    world, activity, tablet, door, django_assert_num_queries, people
):
    for member in world.others[:people]:
        attending.sign_in(activity.pk, member.pk)

    with django_assert_num_queries(5):
        state(door, tablet)


@pytest.mark.django_db(transaction=True)
def test_the_same_scan_sent_by_two_hands_at_once_is_one_mark(world, activity, tablet):
    scan = tablets.Scan("b" * 32, number(world.plain_member), timedelta(0))

    outcomes = at_once(*[lambda: tablets.take(tablet, [scan])] * 4)

    assert outcomes == [[tablets.Outcome(scan.nonce, "")]] * 4
    assert (Attendance.objects.count(), TabletScan.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_recorders_at_once_give_no_number_twice(world, today):
    at_once(*[lambda: carding.number_members(world.branch)] * 4)

    assert sorted(SignInCard.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5]
