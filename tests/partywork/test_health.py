"""What a container platform may ask, and that it learns no more than it needs."""

import pytest
from django.core.cache import cache
from django.db.utils import OperationalError

from partywork import health


def test_a_living_process_says_so_without_asking_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.django_db
def test_with_everything_in_place_it_is_ready(client):
    answer = client.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "checks": {"database": "ok", "migrations": "ok", "cache": "ok", "broker": "ok"},
    }


@pytest.mark.django_db
def test_without_a_queue_it_is_not_ready_and_does_not_say_why(client, settings, monkeypatch):
    from partywork.celery import app

    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    answer = client.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": "ok", "migrations": "ok", "cache": "ok", "broker": "fail"}
    assert b"127.0.0.1" not in answer.content


@pytest.mark.django_db
def test_a_table_change_still_to_be_made_is_seen(monkeypatch):
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    monkeypatch.setattr(health, "_migrated", False)
    recorder = MigrationRecorder(connection)
    app, name = sorted(key for key in recorder.applied_migrations() if key[0] == "sessions")[-1]
    recorder.record_unapplied(app, name)

    assert not health._migrations()
    recorder.record_applied(app, name)
    assert health._migrations()


def test_a_check_that_raises_or_hangs_counts_as_failed(monkeypatch):
    import threading

    release = threading.Event()
    monkeypatch.setattr(health, "PATIENCE_SECONDS", 0.2)

    def breaks() -> bool:
        raise OperationalError("password=hidden")

    results = health._ask_all({"breaks": breaks, "hangs": lambda: release.wait(5), "holds": lambda: True})
    release.set()

    assert results == {"breaks": False, "hangs": False, "holds": True}


def test_the_cache_check_reads_back_what_it_wrote():
    cache.delete("health")

    assert health._cache()
    assert cache.get("health") == "ok"
