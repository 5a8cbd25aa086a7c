"""The calendar to subscribe to: who gets what, what a change looks like, what the secret is worth (M23)."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from activities.models import CalendarFeed
from activities.services import calendar_feeds
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.helpers.calling_off import call_off, move

pytestmark = pytest.mark.django_db


def feed(secret, **headers):
    return Client().get(reverse("calendar_feed", args=[secret]), headers=headers)


def events(secret):
    return Calendar.from_ical(feed(secret).content).walk("VEVENT")


@pytest.fixture
def own(world):
    return calendar_feeds.renew_own(world.member)


def test_a_member_reads_the_announced_activities_of_the_own_branch(world, announced, own):
    make_activity(world.branch, date(2026, 6, 28), theme="还没预告")
    make_activity(world.foreign_branch, date(2026, 6, 28), theme="别的支部", state="announced")

    (event,) = events(own)

    assert str(event["summary"]) == f"主题党日：{announced.theme}"
    assert event.decoded("dtstart") == announced.starts_at
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert (int(event["sequence"]), str(event["status"])) == (1, "CONFIRMED")
    assert str(event["location"]) == announced.place


def test_the_time_zone_of_the_office_stands_in_the_calendar(announced, own):
    calendar = Calendar.from_ical(feed(own).content)

    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Asia/Shanghai"
    assert calendar.walk("VEVENT")[0].decoded("dtstart").utcoffset() == timedelta(hours=8)


def test_a_change_counts_up_and_a_cancellation_is_struck_out(world, announced, own):
    (before,) = events(own)
    move(announced, world, clock.at(date(2026, 6, 26), time(9)))
    (changed,) = events(own)
    call_off(announced, world)
    (cancelled,) = events(own)

    assert before["uid"] == changed["uid"] == cancelled["uid"]
    numbers = [int(event["sequence"]) for event in (before, changed, cancelled)]
    assert numbers == sorted(set(numbers))
    assert changed.decoded("dtstart").hour == 9
    assert str(cancelled["status"]) == "CANCELLED"
    assert str(cancelled["summary"]).startswith("（已取消）")


def test_asked_again_unchanged_it_is_304_and_after_a_change_it_is_not(world, announced, own):
    first = feed(own)
    again = feed(own, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert feed(own).content == first.content

    move(announced, world, clock.at(date(2026, 6, 26), time(9)))

    assert feed(own, **{"if-none-match": first["ETag"]}).status_code == 200


def test_there_are_no_names_in_it(world, announced, own):
    announced.host = world.secretary_member
    announced.save()
    shared = calendar_feeds.renew_branch(world.branch, by=world.secretary)

    for secret in (own, shared):
        body = feed(secret).content.decode()
        assert announced.theme in body.replace("\r\n ", "")
        assert not [member.name for member in world.roster if member.name in body]


def test_renewing_ends_the_address_before(world, announced, own):
    newer = calendar_feeds.renew_own(world.member)

    assert feed(own).status_code == 404
    assert feed(newer).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_the_secret_itself_is_kept_nowhere(world, own):
    row = CalendarFeed.objects.get()

    assert own not in str(vars(row))
    assert feed(row.digest).status_code == 404


def test_a_closed_account_ends_its_calendar(world, announced, own):
    world.member.is_active = False
    world.member.save()

    assert feed(own).status_code == 404


def test_activities_after_somebody_left_the_branch_are_not_in_it(world, announced, own):
    spell = world.plain_member.spells.get()
    spell.period = type(spell.period)(spell.period.lower, announced.day)
    spell.save()

    assert events(own) == []


def test_the_page_shows_the_address_once(client_for, world):
    client = client_for(world.member)
    assert "还没有订阅地址" in client.get(reverse("my_calendar")).content.decode()

    made = client.post(reverse("my_calendar")).content.decode()
    assert "/calendar/" in made.partition('id="address"')[2]

    later = client.get(reverse("my_calendar")).content.decode()
    assert "订阅在用" in later
    assert 'id="address"' not in later

    client.post(reverse("my_calendar_end"))
    assert not CalendarFeed.objects.exists()


def test_the_branch_s_calendar_is_handed_out_by_whoever_runs_its_activities(client_for, world, announced):
    assert client_for(world.member).post(reverse("branch_calendar")).status_code == 403
    other = client_for(world.outsider).post(f"{reverse('branch_calendar')}?branch={world.branch.pk}")
    assert other.status_code == 403
    assert not CalendarFeed.objects.filter(branch=world.branch).exists()

    page = client_for(world.secretary).post(reverse("branch_calendar")).content.decode()

    secret = page.partition("/calendar/")[2].partition(".ics")[0]
    (event,) = events(secret)
    assert announced.theme in str(event["summary"])
    client_for(world.secretary).post(reverse("branch_calendar_end"))
    assert feed(secret).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_for_one_activity_and_for_three(
    world, today, own, count, django_assert_num_queries
):
    for number in range(count):
        make_activity(world.branch, date(2026, 6, 25 + number), state="announced")

    with django_assert_num_queries(3):
        assert feed(own).content.count(b"BEGIN:VEVENT") == count
