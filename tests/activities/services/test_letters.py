"""Letters outside the inbox: merged, silent at night and on days off, within a budget (N34)."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from activities.models import Delivery, Notice
from activities.services import announcing, notifying
from activities.services.notifying import MERGE_WINDOW, Message, queue
from activities.services.refusals import NotTaken, sentence_of
from branches.services.setting import set_parameter
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.members import make_user
from tests.helpers.calling_off import call_off, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(world, today):
    world.member.email = "qian@example.org"
    world.member.save()
    return world.member


def at(day, hour, minute=0):
    return datetime(2026, 6, day, hour, minute, tzinfo=clock.OFFICE)


def say(reader, *names, kind="reminder"):
    for name in names:
        queue([reader.pk], Message(name, kind, f"第{name}条", f"正文{name}", "/my/"))


def states():
    return list(Delivery.objects.filter(channel="email").order_by("pk").values_list("state", flat=True))


def test_what_waits_for_one_person_goes_out_in_one_letter(reader, today):
    say(reader, "一", "二")
    today.shift(MERGE_WINDOW - timedelta(seconds=1))
    say(reader, "三")
    notifying.deliver_all()
    assert mail.outbox == []

    today.shift(timedelta(seconds=1))
    notifying.deliver_all()

    (letter,) = mail.outbox
    assert letter.subject == "3 条通知：第一条"
    assert all(f"正文{name}" in letter.body for name in "一二三")
    assert letter.body.count("为什么发给您") == 3
    assert Delivery.objects.filter(channel="email").values("letter").distinct().count() == 1
    assert states() == ["sent"] * 3


def test_letters_of_two_people_stay_apart(reader, world, today):
    world.secretary.email = "zhang@example.org"
    world.secretary.save()
    say(reader, "一")
    say(world.secretary, "二")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    assert sorted((letter.to[0], letter.subject) for letter in mail.outbox) == [
        ("qian@example.org", "第一条"),
        ("zhang@example.org", "第二条"),
    ]


def test_the_inbox_has_it_at_night_all_the_same(reader, today):
    today.move_to(at(17, 22))
    say(reader, "一")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    assert Notice.objects.get().delivered_at is not None
    assert mail.outbox == []
    today.move_to(at(18, 7, 59))
    assert notifying.deliver_all() == 0
    today.move_to(at(18, 8))
    notifying.deliver_all()
    assert len(mail.outbox) == 1
    assert Delivery.objects.get(channel="email").attempts == 1, "waiting is not trying"


def test_a_worker_that_wakes_up_at_night_sends_nothing(reader, today):
    say(reader, "一")
    today.move_to(at(18, 23))
    notifying.deliver_all()

    assert mail.outbox == []
    assert clock.local_day(Delivery.objects.get(channel="email").next_try_at) == date(2026, 6, 22)


def test_a_try_that_failed_in_the_evening_is_not_repeated_at_night(reader, today, monkeypatch):
    from activities.services.channels import CHANNELS

    class Down:
        def send(self, letter):
            raise ConnectionRefusedError

    today.move_to(at(17, 20, 50))
    say(reader, "一")
    today.move_to(at(17, 20, 55))
    monkeypatch.setitem(CHANNELS, "email", Down())
    notifying.deliver_all()
    monkeypatch.undo()
    today.move_to(at(17, 21, 10))
    notifying.deliver_all()
    assert mail.outbox == []
    today.move_to(at(18, 8))
    notifying.deliver_all()
    assert len(mail.outbox) == 1


def test_a_letter_tried_before_takes_no_new_notice_along(reader, today, monkeypatch):
    from activities.services.channels import CHANNELS

    class Down:
        def send(self, letter):
            raise TimeoutError

    say(reader, "一")
    today.shift(MERGE_WINDOW)
    monkeypatch.setitem(CHANNELS, "email", Down())
    notifying.deliver_all()
    monkeypatch.undo()
    first = Delivery.objects.get(channel="email").letter
    say(reader, "二")
    today.shift(timedelta(minutes=10))
    notifying.deliver_all()

    assert [letter.subject for letter in mail.outbox] == ["第一条", "第二条"]
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<notice-{first}@partywork>"


@pytest.mark.parametrize(
    "now, starts, sent",
    [
        (at(17, 22), at(18, 9), True),  # tomorrow at nine: eight o'clock would be too late
        (at(17, 22), at(18, 14), False),
        (at(18, 6), at(18, 14), True),  # today
        (at(19, 10), at(22, 9), True),  # on a day off, for the first morning after it
        (at(19, 10), at(26, 9), False),
    ],
)
def test_a_cancellation_does_not_wait_where_it_would_come_too_late(reader, world, today, now, starts, sent):
    activity = make_activity(world.branch, starts.date(), start=starts.time(), state="announced")
    today.move_to(now)
    call_off(activity, world)
    notifying.deliver_all()

    assert bool(mail.outbox) == sent


def test_a_change_is_judged_by_the_day_that_was_announced_first(reader, world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), state="announced")
    today.move_to(at(18, 7))
    move(activity, world, at(26, 9))
    notifying.deliver_all()

    (letter,) = mail.outbox
    assert "会场调整" in letter.body


def test_an_urgent_word_at_night_does_not_take_the_others_along(reader, world, today):
    activity = make_activity(world.branch, date(2026, 6, 18), start=at(18, 9).time(), state="announced")
    today.move_to(at(17, 22))
    say(reader, "一")
    call_off(activity, world)
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    (letter,) = mail.outbox
    assert "取消" in letter.subject
    assert sorted(states()) == ["sent", "waiting"]


@pytest.mark.parametrize("sent_before, kept", [(7, False), (8, True)])
def test_beyond_the_budget_it_stays_in_the_inbox(reader, today, sent_before, kept):
    for number in range(sent_before):
        say(reader, f"旧{number}")
        today.shift(MERGE_WINDOW)
        notifying.deliver_all()
    mail.outbox.clear()
    say(reader, "新")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    assert (mail.outbox == []) == kept
    last = Delivery.objects.filter(channel="email").latest("pk")
    assert last.state == ("kept" if kept else "sent")
    assert ("只放收件箱" in last.error) == kept
    assert Notice.objects.latest("pk").delivered_at is not None


def test_merged_notices_are_one_of_the_budget_and_next_month_begins_anew(reader, today):
    today.move_to(datetime(2026, 5, 29, 9, tzinfo=clock.OFFICE))
    for number in range(8):
        say(reader, f"a{number}", f"b{number}")
        today.shift(MERGE_WINDOW)
        notifying.deliver_all()
    assert len(mail.outbox) == 8
    today.move_to(datetime(2026, 6, 1, 9, tzinfo=clock.OFFICE))
    say(reader, "六月")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    assert len(mail.outbox) == 9


def test_a_cancellation_goes_out_beyond_the_budget(reader, world, today):
    for number in range(8):
        say(reader, f"旧{number}")
        today.shift(MERGE_WINDOW)
        notifying.deliver_all()
    mail.outbox.clear()
    call_off(make_activity(world.branch, date(2026, 6, 18), state="announced"), world)
    notifying.deliver_all()

    assert len(mail.outbox) == 1


def test_the_committee_s_own_hours_hold_for_its_branches(reader, world, today):
    set_parameter(world.committee, "nt.quiet_from", "12:00", since=clock.today(), by=world.reviewer)
    today.move_to(at(18, 11, 50))
    say(reader, "一")
    today.move_to(at(18, 12))
    notifying.deliver_all()
    assert mail.outbox == []


def test_somebody_who_belongs_nowhere_has_the_hours_of_the_register(today):
    official = make_user(email="x@example.org")
    today.move_to(at(17, 22))
    say(official, "一")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()
    assert mail.outbox == []
    today.move_to(at(18, 8))
    notifying.deliver_all()
    assert len(mail.outbox) == 1


def test_an_address_taken_back_meanwhile_fails_with_a_sentence(reader, today):
    say(reader, "一")
    reader.email = ""
    reader.save()
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    delivery = Delivery.objects.get(channel="email")
    assert (delivery.state, delivery.attempts) == ("failed", 1)
    assert delivery.error == "没有登记邮箱，或账号已停用"


@pytest.mark.parametrize(
    "failure, sentence",
    [
        (NotTaken("群里没有这个机器人"), "群里没有这个机器人"),
        (ConnectionRefusedError("10.0.0.1:25"), "对方的服务器没有开"),
        (TimeoutError(), "对方的服务器没有回答"),
        (KeyError("secret"), "程序出错（KeyError），请告诉管理员"),
    ],
)
def test_a_failure_is_a_plain_sentence_without_addresses(failure, sentence):
    assert sentence_of(failure) == sentence


def test_announcing_is_mailed_by_day(reader, draft_of_world, world, today):
    announcing.announce(draft_of_world, by=world.secretary, short_reason="与党课合开")
    today.shift(MERGE_WINDOW)
    notifying.deliver_all()

    (letter,) = mail.outbox
    assert "您在活动当日的支部名册上" in letter.body


@pytest.fixture
def draft_of_world(world, today):
    return make_activity(world.branch, date(2026, 6, 26))


@pytest.mark.parametrize("count", [1, 3])
def test_one_letter_costs_the_same_for_one_notice_and_for_three(
    reader, today, count, django_assert_num_queries
):
    say(reader, *"一二三"[:count])
    notifying.deliver_all()
    today.shift(MERGE_WINDOW)

    with django_assert_num_queries(QUERIES):
        notifying.deliver()


QUERIES = 18
