"""A worker is killed in the middle of a year book; the next one makes it, and only once (S23)."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from activities.documents.year_book import YearBookDocument
from activities.services import rendering
from benchmarks.book.sheets import sheets
from partywork.common import clock
from partywork.models import RenderedDocument
from tests.activities.documents.books import book_of

pytestmark = [
    pytest.mark.workers,
    pytest.mark.django_db(transaction=True, available_apps=settings.INSTALLED_APPS),
]
ROOT = Path(__file__).resolve().parents[2]
START = (
    "import sys, django; from django.conf import settings;"
    "settings.DATABASES['default']['NAME'] = sys.argv[1]; django.setup();"
    "from activities.services import rendering; rendering.render(int(sys.argv[2]))"
)


def worker_on(document):
    command = [sys.executable, "-c", START, connection.settings_dict["NAME"], str(document.pk)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})


def wait_for(fact, seconds=60.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


def test_a_book_whose_worker_was_killed_is_made_by_the_next_and_two_at_once_make_one():
    content = YearBookDocument(book_of(sheets(24))).to_json()
    document = rendering.ask_for("year_book", content, "记录本.pdf", place="0001")
    killed = worker_on(document)
    assert wait_for(lambda: (rendering.progress_of(document) or (0, 0))[0] >= 3), "it never began"
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(10)

    document.refresh_from_db()
    assert (document.state, document.file.name) == ("waiting", "")
    RenderedDocument.objects.filter(pk=document.pk).update(updated_at=clock.now() - rendering.LOST_AFTER * 2)
    assert document.pk in rendering.waiting(), "the sweeper finds it"
    cache.clear()
    first, second = worker_on(document), worker_on(document)
    assert (first.wait(120), second.wait(120)) == (0, 0)

    document.refresh_from_db()
    assert (document.state, document.attempts) == ("ready", 1)
    assert document.file.name.endswith(".pdf")
