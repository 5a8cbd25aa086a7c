"""Real Celery workers on the test database and the test broker, killed while they deliver (R1, A12).

Bounded: two starts of a worker, 2,000 notices slowed down to two milliseconds each so that a kill hits something.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from activities.models import Delivery, Notice
from activities.tasks import deliver_notices
from partywork.celery import app
from partywork.common import clock
from partywork.models import Heartbeat
from tests.factories.members import make_user
from tests.helpers.broker import own_broker

pytestmark = [
    pytest.mark.workers,
    pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS),
]

ROOT = Path(__file__).resolve().parents[2]
QUEUE = "proof"
START = (
    "import sys, django; from django.conf import settings;"
    "settings.DATABASES['default']['NAME'] = sys.argv.pop(1);"
    "from celery.__main__ import main; sys.exit(main())"
)


class Worker:
    """A prefork worker of two children in a process group of its own."""

    def __init__(self):
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-c", START, connection.settings_dict["NAME"], "-A", "partywork", "worker"),
                *("-Q", QUEUE, "-c", "2", "--without-gossip", "--without-mingle", "--without-heartbeat"),
                *("-n", f"proof{time.monotonic_ns()}@%h", "--loglevel", "ERROR"),
            ],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def children(self):
        folder = Path(f"/proc/{self.process.pid}/task")
        texts = (path.read_text() for path in folder.glob("*/children"))
        return [int(pid) for text in texts for pid in text.split()]

    def kill_a_child(self):
        children = self.children
        assert children, "the worker has no children to kill"
        os.kill(children[0], signal.SIGKILL)

    def kill(self):
        """Everything at once, as a power cut would."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def broker():
    with own_broker() as client:
        client.delete(QUEUE, "unacked", "unacked_index")
        yield client
        client.delete(QUEUE, "unacked", "unacked_index")


@pytest.fixture
def workers(broker):
    started = []

    def start():
        started.append(Worker())
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture
def effects():
    """How often each notice was put into its inbox, written down by the database itself; slowly."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seen (notice bigint)")
        cursor.execute(
            "CREATE FUNCTION note_seen() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(0.002);"
            " INSERT INTO seen VALUES (new.id); RETURN new; END' LANGUAGE plpgsql"
        )
        cursor.execute(
            "CREATE TRIGGER noted AFTER UPDATE OF delivered_at ON activities_notice"
            " FOR EACH ROW EXECUTE FUNCTION note_seen()"
        )

    def count():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), count(DISTINCT notice) FROM seen")
            return cursor.fetchone()

    yield count
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER noted ON activities_notice")
        cursor.execute("DROP FUNCTION note_seen; DROP TABLE seen")


def write_notices(number):
    user = make_user()
    notices = Notice.objects.bulk_create(
        Notice(recipient=user, occasion=f"n:{index}", kind="reminder", subject="提醒", body="正文")
        for index in range(number)
    )
    Delivery.objects.bulk_create(
        Delivery(notice=notice, channel="in_app", next_try_at=clock.now()) for notice in notices
    )


def wait_until(fact, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


def test_two_thousand_notices_survive_the_kill_of_a_child_and_of_the_whole_worker(workers, broker, effects):
    app.set_current()  # the thread of the tests has no current application of its own
    write_notices(2000)
    first = workers()
    for _ in range(2):
        deliver_notices.apply_async(queue=QUEUE)
    assert wait_until(lambda: effects()[0] >= 200, 30), "the worker did not begin"
    first.kill_a_child()
    at_kill = effects()[0]
    assert wait_until(lambda: effects()[0] > at_kill + 200, 20), "nobody went on after the child was killed"
    first.kill()
    assert effects()[0] < 2000, "it was over before the kill: the test has shown nothing"

    broker.flushdb()  # the broker forgets the task as well; the next beat, half a minute later, asks again
    workers()
    deliver_notices.apply_async(queue=QUEUE)
    assert wait_until(lambda: not Delivery.objects.filter(state="waiting").exists(), 40)
    assert effects() == (2000, 2000)
    assert not Notice.objects.filter(delivered_at=None).exists()

    assert wait_until(lambda: Heartbeat.objects.filter(finished_at__isnull=False).exists(), 10)
    beat = Heartbeat.objects.get(job="activities.deliver_notices")
    assert not beat.failed
    assert beat.outcome.startswith("送出")
