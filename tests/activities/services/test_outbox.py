"""The outbox: said once, delivered once, given up after five tries, and nothing lost by a kill (PB-01, R1)."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection

from activities.choices import Channel
from activities.models import Delivery, Notice
from activities.services import notifying
from activities.services.channels import CHANNELS
from activities.services.letters import Letter
from activities.services.notifying import Message, queue
from partywork.common import clock
from tests.factories.members import make_user
from tests.helpers.at_once import at_once
from tests.helpers.broker import own_broker

ROOT = Path(__file__).resolve().parents[3]
REMINDER = Message("reminder:1", "reminder", "提醒", "请看一下。", "/my/")

pytestmark = pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS)


def messages(number, **fields):
    """So many notices, each to somebody else where they are mailed: those of one person would be one letter."""
    users = [make_user(**fields) for _ in range(number if "email" in fields else 1)]
    notices = Notice.objects.bulk_create(
        Notice(
            recipient=users[index % len(users)],
            occasion=f"n:{index}",
            kind="reminder",
            subject=f"第{index}条",
            body="正文",
        )
        for index in range(number)
    )
    now = clock.now()
    Delivery.objects.bulk_create(
        Delivery(notice=n, channel=channel, next_try_at=now)
        for n in notices
        for channel in ([Channel.IN_APP, Channel.EMAIL] if "email" in fields else [Channel.IN_APP])
    )
    return users[0]


class Counting:
    """A channel that remembers what it was given, and fails as often as it is told to."""

    def __init__(self, failure=None, times=10**6):
        self.sent, self.failure, self.left = [], failure, times

    def send(self, letter):
        if self.failure is not None and self.left:
            self.left -= 1
            raise self.failure
        self.sent += [notice.pk for notice in letter.notices]


@pytest.fixture
def mail_by(monkeypatch):
    def use(channel):
        monkeypatch.setitem(CHANNELS, Channel.EMAIL, channel)
        return channel

    return use


def test_the_same_occasion_twice_is_one_notice(today):
    user = make_user(email="a@example.org")
    assert queue([user.pk, user.pk], REMINDER) == 1
    assert queue([user.pk], REMINDER) == 0
    assert Notice.objects.get().deliveries.count() == 2


def test_a_notice_that_a_kill_left_without_deliveries_gets_them_with_the_next_word(today):
    user = make_user()
    Notice.objects.create(recipient=user, occasion="other", kind="reminder", subject="x", body="x")
    queue([user.pk], REMINDER)
    assert Delivery.objects.count() == 1


def test_four_workers_at_once_deliver_each_exactly_once(today, mail_by):
    messages(400, email="a@example.org")
    channel = mail_by(Counting())
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seen (notice bigint)")
        cursor.execute(
            "CREATE FUNCTION note_seen() RETURNS trigger AS"
            " 'BEGIN INSERT INTO seen VALUES (new.id); RETURN new; END' LANGUAGE plpgsql"
        )
        cursor.execute(
            "CREATE TRIGGER noted AFTER UPDATE OF delivered_at ON activities_notice"
            " FOR EACH ROW EXECUTE FUNCTION note_seen()"
        )
    try:
        results = at_once(*[notifying.deliver_all] * 4)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), count(DISTINCT notice) FROM seen")
            effects = cursor.fetchone()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER noted ON activities_notice")
            cursor.execute("DROP FUNCTION note_seen; DROP TABLE seen")
    assert sum(results) == 800
    assert effects == (400, 400)
    assert (len(channel.sent), len(set(channel.sent))) == (400, 400)
    assert not Delivery.objects.exclude(state="sent").exists()


def test_without_the_claim_four_workers_send_it_several_times(today, monkeypatch):
    """The control: the test above is able to see a repeat."""
    messages(50, email="a@example.org")
    channel = Counting()
    monkeypatch.setitem(CHANNELS, Channel.EMAIL, channel)

    def unclaimed():
        for delivery in list(
            Delivery.objects.filter(state="waiting", channel="email").select_related("notice__recipient")
        ):
            channel.send(Letter(uuid4(), delivery.notice.recipient, (delivery.notice,)))
            Delivery.objects.filter(pk=delivery.pk).update(state="sent")

    at_once(*[unclaimed] * 4)
    assert len(channel.sent) > 50


def test_a_mail_server_that_is_down_is_tried_five_times_and_the_inbox_has_it_all_the_same(today, mail_by):
    messages(1, email="a@example.org")
    channel = mail_by(Counting(ConnectionRefusedError()))
    tries = []
    for _ in range(8):
        notifying.deliver()
        tries.append(10**6 - channel.left)
        today.shift(timedelta(hours=2))
    assert tries == [1, 2, 3, 4, 5, 5, 5, 5]
    delivery = Delivery.objects.get(channel="email")
    assert (delivery.state, delivery.attempts, delivery.error) == ("failed", 5, "对方的服务器没有开")
    assert Notice.objects.get().delivered_at is not None


def test_the_waits_between_the_tries_grow_by_ten_minutes(today, mail_by):
    messages(1, email="a@example.org")
    mail_by(Counting(TimeoutError()))
    waits = []
    for _ in range(4):
        notifying.deliver()
        due = Delivery.objects.get(channel="email").next_try_at
        waits.append((due - clock.now()).total_seconds() / 60)
        today.move_to(due - timedelta(seconds=1))
        assert notifying.deliver() == 0
        today.move_to(due)
    assert waits == [10, 20, 30, 40]


def test_a_mail_that_succeeds_at_the_third_try_is_sent_once(today, mail_by):
    messages(1, email="a@example.org")
    channel = mail_by(Counting(TimeoutError(), times=2))
    for _ in range(5):
        notifying.deliver()
        today.shift(timedelta(hours=2))
    delivery = Delivery.objects.get(channel="email")
    assert (len(channel.sent), delivery.state, delivery.attempts, delivery.error) == (1, "sent", 3, "")


def test_one_mail_that_cannot_be_written_keeps_no_other_waiting(today, monkeypatch):
    messages(30, email="a@example.org")
    poison = Notice.objects.order_by("pk").first().pk
    sent = []

    class Choosy:
        def send(self, letter):
            (notice,) = letter.notices
            if notice.pk == poison:
                raise ValueError("Header values can't contain newlines")
            sent.append(notice.pk)

    monkeypatch.setitem(CHANNELS, Channel.EMAIL, Choosy())
    notifying.deliver_all()
    assert len(sent) == 29
    assert (
        Delivery.objects.get(notice=poison, channel="email").error == "程序出错（ValueError），请告诉管理员"
    )


def test_a_mail_that_takes_its_worker_down_every_time_is_given_up(today, mail_by):
    messages(1, email="a@example.org")
    Delivery.objects.filter(channel="email").update(attempts=5)
    channel = mail_by(Counting())
    notifying.deliver()
    assert channel.sent == []
    assert Delivery.objects.get(channel="email").state == "failed"


def test_a_mail_carries_its_own_number_and_the_way_back(today):
    user = make_user(email="a@example.org")
    queue([user.pk], REMINDER)
    notifying.deliver()
    assert mail.outbox == [], "what comes within five minutes goes out together"
    today.shift(notifying.MERGE_WINDOW)
    notifying.deliver()
    (letter,) = mail.outbox
    assert (
        letter.extra_headers["Message-ID"]
        == f"<notice-{Delivery.objects.get(channel='email').letter}@partywork>"
    )
    assert f"{settings.SITE_URL}/my/" in letter.body
    assert "为什么发给您：您还没有答复" in letter.body


def in_another_process(code, **env):
    """Runs it against the test database, in a process that may die."""
    name = connection.settings_dict["NAME"]
    start = (
        "import django; from django.conf import settings;"
        f"settings.DATABASES['default']['NAME'] = {name!r}; django.setup()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


DIE_AT = """
import os
from django.db import connection
from activities.services import notifying
from activities.services.channels import CHANNELS
from activities.services.letters import Letter
def die(execute, sql, params, many, context):
    if sql.startswith({start!r}):
        die.left -= 1
        if die.left < 0:
            os._exit(9)
    return execute(sql, params, many, context)
die.left = {after}
with connection.execute_wrapper(die):
    {act}
"""


def test_killed_between_the_inbox_and_the_mark_it_loses_nothing_and_repeats_nothing(today):
    messages(300)
    code = DIE_AT.format(start='UPDATE "activities_delivery"', after=1, act="notifying.deliver_all()")
    assert in_another_process(code).returncode == 9
    delivered = Notice.objects.filter(delivered_at__isnull=False).count()
    assert delivered == Delivery.objects.filter(state="sent").count() == 200, (
        "the first chunk whole, the second not at all"
    )
    assert notifying.deliver_all() == 100
    assert not Notice.objects.filter(delivered_at=None).exists()


def test_marking_before_delivering_in_two_steps_would_lose_them(today):
    """The control: the same kill loses notices where claim and effect are not one transaction."""
    messages(300)
    naive = (
        "from activities.models import Delivery, Notice\n"
        "    rows = list(Delivery.objects.filter(state='waiting').values_list('pk', 'notice_id')[:200])\n"
        "    Delivery.objects.filter(pk__in=[r[0] for r in rows]).update(state='sent')\n"
        "    Notice.objects.filter(pk__in=[r[1] for r in rows]).update(delivered_at='2026-06-18T09:00+08:00')"
    )
    assert (
        in_another_process(DIE_AT.format(start='UPDATE "activities_notice"', after=0, act=naive)).returncode
        == 9
    )
    notifying.deliver_all()
    assert Notice.objects.filter(delivered_at=None).count() == 200


def test_killed_after_a_mail_left_and_before_it_was_marked_repeats_that_one_at_most(today, tmp_path):
    messages(3, email="a@example.org")
    folder = tmp_path / "mail"
    folder.mkdir()
    # The first UPDATE claims the chunk, the second marks the first mail: it dies there, after sending it.
    act = (
        "from django.conf import settings\n"
        "    settings.EMAIL_BACKEND = 'django.core.mail.backends.filebased.EmailBackend'\n"
        f"    settings.EMAIL_FILE_PATH = {str(folder)!r}\n"
        "    from activities.services.sending import deliver_letters\n"
        "    from partywork.common import clock\n"
        f"    with clock.replaying(__import__('datetime').datetime.fromisoformat('{clock.now().isoformat()}')):\n"
        "        deliver_letters(200)"
    )
    died = in_another_process(DIE_AT.format(start='UPDATE "activities_delivery"', after=1, act=act))
    assert died.returncode == 9, died.stderr
    assert len(list(folder.iterdir())) == 1
    notifying.deliver()
    assert mail.outbox == [], "claimed: nobody else may send them yet"
    Delivery.objects.filter(channel="email").update(next_try_at=clock.now())
    notifying.deliver()
    assert len(mail.outbox) == 3, "one repeated, two for the first time, none lost"
    assert not Delivery.objects.exclude(state="sent").exists()


def test_emptying_the_broker_loses_nothing(today):
    messages(50)
    cache.clear()
    with own_broker() as broker:
        broker.flushdb()
        assert broker.dbsize() == 0
    assert notifying.deliver_all() == 50


def test_a_refused_verb_says_nothing_to_anybody(today):
    """The notice is written in the transaction of the verb: rolled back together."""
    from django.db import transaction

    user = make_user()

    def broken():
        with transaction.atomic():
            queue([user.pk], REMINDER)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert not Notice.objects.exists()


def test_a_thousand_notices_are_a_handful_of_statements(today, django_assert_max_num_queries):
    messages(1000)
    with django_assert_max_num_queries(60):
        assert notifying.deliver_all() == 1000
