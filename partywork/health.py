"""Two questions a container platform asks: does the process live, and may it be sent visitors.

The answers name what is missing, never why: no addresses, versions or error texts leave the house.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE_SECONDS = 3.0


@never_cache
@login_not_required
@require_safe
def live(_: HttpRequest) -> HttpResponse:
    """The process answers; silent about the database, or an outage would restart every container."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@login_not_required
@require_safe
def ready(_: HttpRequest) -> JsonResponse:
    """200 when database, tables, cache and queue are there, else 503 with the names of those that are not."""
    results = _ask_all({"database": _database, "migrations": _migrations, "cache": _cache, "broker": _broker})
    holds = all(results.values())
    body = {"ready": holds, "checks": {name: "ok" if good else "fail" for name, good in results.items()}}
    return JsonResponse(body, status=200 if holds else 503)


def _ask_all(checks: dict[str, Callable[[], bool]]) -> dict[str, bool]:
    """Ask all at once, each in a thread of its own: one that hangs must not hold up the answer."""
    pool = ThreadPoolExecutor(max_workers=len(checks), thread_name_prefix="health")
    asked: dict[str, Future[bool]] = {name: pool.submit(_ask, check) for name, check in checks.items()}
    wait(asked.values(), timeout=PATIENCE_SECONDS)
    pool.shutdown(wait=False, cancel_futures=True)
    return {name: future.done() and future.result() for name, future in asked.items()}


def _ask(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever it is, the service is not ready
        return False
    finally:
        connection.close()  # this thread's own


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


_migrated = False


def _migrations() -> bool:
    """Whether every table change of this version is made; once true it stays true for this process."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _cache() -> bool:
    cache.set("health", "ok", 10)
    return bool(cache.get("health") == "ok")


def _broker() -> bool:
    from partywork.celery import app

    with app.connection_for_write() as line:
        line.ensure_connection(max_retries=1, interval_start=1, timeout=2)
        return bool(line.connected)
