"""script/bench notices: ten thousand notices through the outbox, beside two ways that give up one promise each.

    --quick   2,000 instead of 10,000      --json FILE   the figures as JSON

`outbox` is what the office uses: written in the business transaction, claimed row by row, delivered in chunks.
`insert_select` is the limit: one statement that writes the inbox and promises nothing (no claim, no retry).
`task_each` hands every notice to the broker as a task of its own and runs it in this process, on a sample;
the time of a worker's own round trip is not in it, so that the comparison flatters the other side.

Exits 1 when the outbox is not at least TIMES_FASTER than a task each, or costs more than LIMIT_TIMES the one
statement. Ratios count, not milliseconds.
"""

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")

import django

django.setup()

from celery import current_app  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from activities.models import Delivery, Notice  # noqa: E402
from activities.services import notifying  # noqa: E402
from members.models import User  # noqa: E402
from partywork.common import clock  # noqa: E402

TIMES_FASTER = 30.0
LIMIT_TIMES = 50.0
SAMPLE = 300
ROUNDS = 5
LIMIT = """
INSERT INTO activities_notice
    (recipient_id, occasion, kind, subject, body, link, created_at, delivered_at)
SELECT id, %s, 'reminder', '提醒', '正文', '', now(), now() FROM members_user WHERE username LIKE 'bench-%%'
"""


def message():
    return notifying.Message(f"bench:{uuid4().hex}", "reminder", "提醒", "正文")


def outbox(people):
    began = time.perf_counter()
    written = notifying.queue(people, message())
    queued = time.perf_counter() - began
    delivered = notifying.deliver_all()
    assert written == delivered == len(people), (written, delivered, len(people))
    return time.perf_counter() - began, queued


def insert_select(people):
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(LIMIT, [f"bench:{uuid4().hex}"])
        assert cursor.rowcount == len(people)
    return time.perf_counter() - began


def task_each(people):
    """Per notice: a task to the broker, then its work alone. Answers the seconds for as many as `people`."""
    sample = people[:SAMPLE]
    said = message()
    began = time.perf_counter()
    with current_app.producer_or_acquire() as producer:
        for user in sample:
            current_app.send_task("bench.notice", (user,), queue="bench", producer=producer)
            notifying.queue([user], said)
            notifying.deliver(1)
    seconds = time.perf_counter() - began
    with current_app.connection_or_acquire() as link:
        link.default_channel.queue_purge("bench")
    return seconds * len(people) / len(sample)


def people_of(number):
    User.objects.bulk_create(
        (User(username=f"bench-{index}", name="测量") for index in range(number)), ignore_conflicts=True
    )
    return list(
        User.objects.filter(username__startswith="bench-").order_by("pk").values_list("pk", flat=True)
    )


def measure(people, rounds):
    figures = {"outbox": [], "queue": [], "insert_select": [], "task_each": []}
    for _ in range(rounds):  # interleaved: what disturbs the machine disturbs all of them
        both, queued = outbox(people)
        figures["outbox"].append(both)
        figures["queue"].append(queued)
        figures["insert_select"].append(insert_select(people))
        figures["task_each"].append(task_each(people))
    return {name: statistics.median(values) for name, values in figures.items()}


def clear():
    mine = Notice.objects.filter(occasion__startswith="bench:")
    Delivery.objects.filter(notice__in=mine).delete()
    mine.delete()
    User.objects.filter(username__startswith="bench-").delete()


def main():
    call_command("migrate", verbosity=0, interactive=False)
    parser = argparse.ArgumentParser(prog="script/bench notices")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    number = 2_000 if options.quick else 10_000
    clear()
    try:
        people = people_of(number)
        waiting = Delivery.objects.filter(state="waiting", next_try_at__lte=clock.now()).count()
        assert waiting == 0, f"{waiting} other notices wait in this database: the figures would not be ours"
        median = measure(people, 3 if options.quick else ROUNDS)
    finally:
        with transaction.atomic():
            clear()
    ratio, price = median["task_each"] / median["outbox"], median["outbox"] / median["insert_select"]
    print(f"{number} notices, medians in seconds")
    for name, seconds in median.items():
        print(f"  {name:<15}{seconds:>9.3f}   {seconds / median['outbox']:>7.2f} × outbox")
    print(f"the outbox is {ratio:.1f} times as fast as a task each (wanted: {TIMES_FASTER:.0f} or more),")
    print(
        f"and costs {price:.1f} times the one statement that promises nothing (wanted: {LIMIT_TIMES:.0f} or less)"
    )
    met = ratio >= TIMES_FASTER and price <= LIMIT_TIMES
    if options.json:
        result = {
            "number": number,
            "seconds": median,
            "task_each_ratio": ratio,
            "limit_ratio": price,
            "met": met,
        }
        options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
