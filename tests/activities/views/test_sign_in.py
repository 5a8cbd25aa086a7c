"""Signing in with one's own phone: one tap, nothing lost on the way, nothing for whoever was not there."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.choices import AttendanceStatus, LeaveState, SignInMethod
from activities.models import Attendance, LeaveRequest
from activities.rules.sign_in_code import code_at
from activities.services import attending, changing, tickets
from branches.models import Parameter
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(world, today):
    today.move_to(datetime(2026, 6, 18, 14, 2, tzinfo=clock.OFFICE))
    return make_activity(world.branch, state="announced")


def scan_url(activity, seconds_ago=0):
    code = code_at(activity.sign_in_secret, activity.pk, clock.now().timestamp() - seconds_ago)
    return reverse("sign_in", args=[activity.pk, code])


def ticket_url(response):
    """The address of the one big button."""
    text = response.content.decode()
    return text.split('<form method="post" action="/sign-in/')[1].split('"')[0].join(["/sign-in/", ""])


def next_of(page):
    """What the login form carries on."""
    return page.split('name="next" value="')[-1].split('"')[0]


def marks():
    return list(Attendance.objects.values_list("member__name", "status", "method"))


def test_scan_and_one_tap_sign_the_member_in(client_for, world, activity):
    client = client_for(world.member)

    looked = client.get(scan_url(activity))
    assert marks() == []
    answer = client.post(ticket_url(looked))

    assert "已签到 14:02" in answer.content.decode()
    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CODE)]


def test_second_time_says_since_when(client_for, world, activity, today):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    client.post(address)
    today.shift(timedelta(minutes=3))

    again = client.post(address).content.decode()

    assert "您在 14:02 已经签到" in again
    assert len(marks()) == 1
    assert "已签到 14:02" in client.get(scan_url(activity)).content.decode()


def test_signing_in_to_the_account_on_the_way_signs_in_as_well(world, activity):
    phone = Client()

    to_login = phone.get(scan_url(activity))
    page = phone.get(to_login["Location"]).content.decode()
    assert "登录并签到" in page
    address = next_of(page)
    answer = phone.post(
        reverse("account_login"),
        {"login": "member", "password": "party-test-1", "next": address},
        follow=True,
    )

    assert "已签到 14:02" in answer.content.decode()
    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CODE)]


def test_wrong_password_on_the_way_keeps_the_scan(world, activity):
    phone = Client()
    login = phone.get(scan_url(activity))["Location"]
    address = next_of(phone.get(login).content.decode())

    wrong = phone.post(reverse("account_login"), {"login": "member", "password": "no", "next": address})

    assert address in wrong.content.decode()
    assert marks() == []


def test_a_stranger_scan_asks_nothing_and_writes_nothing(activity):
    phone = Client()
    phone.get(scan_url(activity))

    assert marks() == []
    assert not Session.objects.exists()


@pytest.mark.parametrize(("age", "status"), [(0, 200), (30, 200), (46, 410), (3600, 410)])
def test_replayed_code_is_refused_after_its_time(client_for, world, activity, age, status):
    response = client_for(world.member).get(scan_url(activity, seconds_ago=age))

    assert response.status_code == status
    if status == 410:
        assert "这个码已经过期，请重新扫大屏上的码" in response.content.decode()


def test_old_code_does_not_frighten_whoever_is_signed_in(client_for, world, activity):
    attending.sign_in(activity.pk, world.plain_member.pk)

    answer = client_for(world.member).get(scan_url(activity, seconds_ago=3600))

    assert answer.status_code == 200
    assert "已签到 14:02" in answer.content.decode()


def test_code_of_another_activity_is_refused(client_for, world, activity):
    other = make_activity(world.branch)
    code = code_at(other.sign_in_secret, other.pk, clock.now().timestamp())

    response = client_for(world.member).get(reverse("sign_in", args=[activity.pk, code]))

    assert response.status_code == 410


def test_ticket_is_worth_nothing_for_another_activity(client_for, world, activity):
    other = make_activity(world.branch)
    client = client_for(world.member)
    stolen = ticket_url(client.get(scan_url(activity))).replace(f"/{activity.pk}/t/", f"/{other.pk}/t/")

    assert client.post(stolen).status_code == 410
    assert marks() == []


def test_ticket_sent_on_to_another_phone_is_worth_nothing(client_for, world, activity):
    address = ticket_url(client_for(world.secretary).get(scan_url(activity)))

    answer = client_for(world.member).post(address)

    assert answer.status_code == 410
    assert marks() == []


def test_ticket_is_worth_nothing_after_ten_minutes(client_for, world, activity, today):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    today.shift(timedelta(minutes=10, seconds=1))

    assert client.post(address).status_code == 410
    assert marks() == []


@pytest.mark.parametrize("ticket", ["x", "a:b:c", "码", "W10:1:1"])
def test_forged_ticket_is_worth_nothing(client_for, world, activity, ticket):
    assert (
        client_for(world.member).post(reverse("sign_in_ticket", args=[activity.pk, ticket])).status_code
        == 410
    )


def test_forged_ticket_does_not_sign_in_at_login(world, activity):
    phone = Client()
    phone.cookies[tickets.COOKIE] = "mine"
    address = reverse("sign_in_ticket", args=[activity.pk, tickets.issue(activity.pk, "somebody else's")])

    phone.post(reverse("account_login"), {"login": "member", "password": "party-test-1", "next": address})

    assert marks() == []


def test_session_from_before_a_new_password_signs_nobody_in(client_for, world, activity):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    world.member.set_password("another-one-2")
    world.member.save()

    answer = client.post(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert marks() == []


def test_closed_account_signs_nobody_in(client_for, world, activity):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    type(world.member).objects.filter(pk=world.member.pk).update(is_active=False)

    assert client.post(address).status_code == 302
    assert marks() == []


def test_post_without_the_forms_own_key_is_refused(world, activity):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.member, backend="members.backends.OfficeBackend")
    address = ticket_url(client.get(scan_url(activity)))

    assert client.post(address).status_code == 403
    assert marks() == []


def test_post_writes_no_session_and_costs_three_queries(client_for, world, activity):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    before = list(Session.objects.values_list("session_key", "session_data", "expire_date"))

    with CaptureQueriesContext(connection) as queries:
        client.post(address)

    assert len(queries) == 3, [query["sql"][:90] for query in queries]
    assert list(Session.objects.values_list("session_key", "session_data", "expire_date")) == before


def post(client_for, user, activity):
    client = client_for(user)
    return client.post(ticket_url(client.get(scan_url(activity))))


def test_member_of_another_branch_is_sent_to_the_recorder(client_for, world, activity):
    answer = post(client_for, world.outsider, activity)

    assert answer.status_code == 422
    assert "您不在本支部当日名册上" in answer.content.decode()
    assert marks() == []


def test_account_of_nobody_is_told_so(client_for, world, activity):
    answer = post(client_for, world.reviewer, activity)

    assert "没有对应到党员名册" in answer.content.decode()


def test_closed_event_says_so_to_whoever_looked_before(client_for, world, activity):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    attending.close(activity, by=world.secretary)

    assert "活动已结束，不能再扫码签到" in client.post(address).content.decode()
    assert "活动已结束，不能再扫码签到" in client.get(scan_url(activity)).content.decode()


def test_cancelled_event_says_so(client_for, world, activity):
    client = client_for(world.member)
    address = ticket_url(client.get(scan_url(activity)))
    changing.cancel(activity, by=world.secretary, reason="停电")

    assert "这次活动已经取消" in client.post(address).content.decode()


def test_too_early_says_from_when(client_for, world, activity, today):
    today.move_to(datetime(2026, 6, 18, 11, 0, tzinfo=clock.OFFICE))

    answer = post(client_for, world.member, activity).content.decode()

    assert "6月18日（周四） 12:00起可以签到" in answer
    assert marks() == []


def test_later_than_the_grace_is_late(client_for, world, activity, today):
    today.move_to(datetime(2026, 6, 18, 14, 6, tzinfo=clock.OFFICE))
    post(client_for, world.member, activity)

    assert marks() == [("钱五", AttendanceStatus.LATE, SignInMethod.CODE)]


def test_coming_in_spite_of_leave_counts(client_for, world, activity):
    LeaveRequest.objects.create(
        activity=activity,
        member=world.plain_member,
        state=LeaveState.APPROVED,
        reason="official",
        asked_at=clock.now(),
    )

    post(client_for, world.member, activity)

    assert marks() == [("钱五", AttendanceStatus.PRESENT, SignInMethod.CODE)]


def test_unknown_activity_is_not_found(client_for, world):
    assert client_for(world.member).get(reverse("sign_in", args=[999999, "0123456789"])).status_code == 404


def test_wall_is_for_whoever_runs_the_activity(client_for, world, activity):
    address = reverse("wall", args=[activity.pk])
    leader = make_user("plain")
    make_member(world.branch, name="普一", user=leader)

    assert client_for(world.secretary).get(address).status_code == 200
    assert client_for(world.member).get(address).status_code == 404
    assert client_for(world.reviewer).get(address).status_code == 403
    assert client_for(world.outsider).get(address).status_code == 404
    assert Client().get(address)["Location"].startswith("/accounts/login/")


def test_wall_counts_and_names_who_is_missing(client_for, world, activity):
    Parameter.objects.create(
        organization=world.branch, key="at.wall_names", value=True, in_force_from=date(2026, 6, 1)
    )
    attending.sign_in(activity.pk, world.plain_member.pk)

    page = client_for(world.secretary).get(reverse("wall_state", args=[activity.pk])).content.decode()

    assert "<dt>实到</dt><dd>1</dd>" in page
    assert "<dt>应到</dt><dd>5</dd>" in page
    assert "再到 <b>3</b> 人" in page
    assert "还没签到 4 人" in page
    assert "张一　" in page


def test_wall_names_nobody_unless_the_branch_wants_it(client_for, world, activity):
    page = client_for(world.secretary).get(reverse("wall_state", args=[activity.pk])).content.decode()

    assert "<dt>还没签到</dt><dd>5 人</dd>" in page
    assert not any(member.name in page for member in world.roster)


def test_wall_answers_nothing_new_until_somebody_comes(client_for, world, activity, today):
    client, address = client_for(world.secretary), reverse("wall_state", args=[activity.pk])
    tag = client.get(address)["ETag"]

    same = client.get(address, headers={"if-none-match": tag})
    attending.sign_in(activity.pk, world.plain_member.pk)
    today.shift(timedelta(milliseconds=500))
    come = client.get(address, headers={"if-none-match": tag})
    attending.mark(activity, world.plain_member, status="", by=world.secretary)
    today.shift(timedelta(milliseconds=500))
    gone = client.get(address, headers={"if-none-match": come["ETag"]})
    today.shift(timedelta(seconds=15))
    code = client.get(address, headers={"if-none-match": gone["ETag"]})

    assert [each.status_code for each in (same, come, gone, code)] == [304, 200, 200, 200]
    assert same.content == b""
    assert "<dt>实到</dt><dd>1</dd>" in come.content.decode()
    assert "<dt>实到</dt><dd>0</dd>" in gone.content.decode()


def test_wall_of_one_activity_is_never_that_of_another(client_for, world, activity):
    other = make_activity(world.foreign_branch, state="announced", theme="另一主题")
    own, foreign = (client_for(user) for user in (world.secretary, world.outsider))
    attending.sign_in(activity.pk, world.plain_member.pk)

    assert "<dt>实到</dt><dd>1</dd>" in own.get(reverse("wall_state", args=[activity.pk])).content.decode()
    assert "<dt>实到</dt><dd>0</dd>" in foreign.get(reverse("wall_state", args=[other.pk])).content.decode()
    assert foreign.get(reverse("wall_state", args=[activity.pk])).status_code == 404


def test_wall_shows_another_code_after_fifteen_seconds(client_for, world, activity, today):
    client = client_for(world.secretary)
    page = reverse("wall", args=[activity.pk])
    first = client.get(page).context["address"]
    today.shift(timedelta(seconds=15))
    second = client.get(page).context["address"]

    assert first != second
    assert client_for(world.member).get(second).status_code == 200


def test_wall_shows_no_code_before_its_time(client_for, world, activity, today):
    today.move_to(datetime(2026, 6, 17, 9, 0, tzinfo=clock.OFFICE))

    page = client_for(world.secretary).get(reverse("wall", args=[activity.pk])).content.decode()

    assert 'class="qr"' not in page
    assert "6月18日（周四） 12:00 起可以签到" in page


def test_whoever_lost_the_post_or_signed_out_loses_the_wall_in_five_seconds(
    client_for, world, activity, today
):
    address = reverse("wall_state", args=[activity.pk])
    relieved, out = client_for(world.secretary), client_for(world.secretary)
    assert [client.get(address).status_code for client in (relieved, out)] == [200, 200]
    world.secretary.appointments.all().delete()
    out.post(reverse("account_logout"))
    today.shift(timedelta(seconds=5))

    assert relieved.get(address).status_code == 404
    assert out.get(address)["Location"].startswith("/accounts/login/")
    assert Client().get(address)["Location"].startswith("/accounts/login/")
    assert client_for(world.member).get(address).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_wall_costs_the_same_for_few_and_many(
    client_for, world, activity, today, django_assert_num_queries, people
):
    for member in world.others[:people]:
        attending.sign_in(activity.pk, member.pk)
    client, address = client_for(world.secretary), reverse("wall_state", args=[activity.pk])
    client.get(address)

    with django_assert_num_queries(0):  # within half a second of the last answer
        client.get(address)
    today.shift(timedelta(milliseconds=500))
    with django_assert_num_queries(1):  # whether anything is new
        client.get(address)
    today.shift(timedelta(seconds=5))
    with django_assert_num_queries(5):  # account, posts, member; the activity; whether anything is new
        client.get(address)
