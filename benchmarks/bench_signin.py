"""Signing in at the big screen: 500 people in ten seconds, and the most the path can do, against pgbench.

    script/bench signin [--quick] [--json]

Real gunicorn (two sync workers), own asyncio client, a new connection for every request, loopback only. Every
request is the POST of the one button: signed session, CSRF, ticket, INSERT. pgbench runs the same INSERT in the
same minutes on the same database. Needs an account that may create a database; it is dropped at the end.
"""

import argparse
import asyncio
import json
import os
import statistics
import sys
from dataclasses import asdict

from benchmarks.signin.load import Line, closed_loop, line, open_loop
from benchmarks.signin.peers import pgbench, server
from benchmarks.signin.world import own_database, prepare

MEMBERS = 500
BURST_SECONDS = 10.0
# Of pgbench. A bare view without session, CSRF or page reached 7 %, a plain ORM view 2.6 %, each on a quiet
# machine; ours sends the whole page and must not be slower than the latter. 6 % is what we want to come to.
GOAL_RATIO = 0.06


def rows_in(activity: int) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM activities_attendance WHERE activity_id = %s", [activity])
        return int(cursor.fetchone()[0])


def clear(activity: int) -> None:
    from activities.models import Attendance

    Attendance.objects.filter(activity=activity).delete()


def measure(quick: bool) -> tuple[list[Line], int]:
    """All rows of the table, and how many marks stood after the burst."""
    seconds = 3 if quick else 8
    with own_database() as database:
        os.environ["DATABASE_URL"] = database
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")
        activity, visitors, members = prepare(MEMBERS)
        with server(database) as port:
            asyncio.run(closed_loop(port, visitors[:20], 2, 1.0))  # warm
            clear(activity)
            idle, took = asyncio.run(closed_loop(port, visitors[:50], 1, 1.0 if quick else 2.0))
            clear(activity)
            burst = asyncio.run(open_loop(port, visitors, BURST_SECONDS))
            stored = rows_in(activity)
            peer = pgbench(database, activity, members, seconds)
            clear(activity)
            full, full_took = asyncio.run(closed_loop(port, visitors, 32, float(seconds)))
            peer = statistics.mean([peer, pgbench(database, activity, members, seconds)])
        from django.db import connection

        connection.close()
    return [
        line("空闲时一人签到", idle, took),
        line(f"{MEMBERS} 人在 {BURST_SECONDS:.0f} 秒内签到", burst, BURST_SECONDS),
        line("持续最大（32 路）", full, full_took, peer),
        Line("pgbench 同一条 INSERT（8 路）", 0, 0, round(peer, 1), 0.0, 0.0, 1.0),
    ], stored


def show(lines: list[Line], stored: int) -> None:
    print(f"{'':<30}{'请求':>8}{'错误':>6}{'每秒':>10}{'p50 ms':>10}{'p99 ms':>10}{'比 pgbench':>12}")
    for row in lines:
        ratio = f"{row.ratio:.1%}" if row.ratio is not None else ""
        print(
            f"{row.what:<30}{row.requests:>8}{row.errors:>6}{row.per_second:>10}{row.p50:>10}{row.p99:>10}{ratio:>12}"
        )
    print(f"{MEMBERS} 人签到后名单上有 {stored} 行。")


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench signin")
    parser.add_argument("--quick", action="store_true", help="短一些，约 40 秒")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    lines, stored = measure(options.quick)
    if options.json:
        print(json.dumps({"lines": [asdict(row) for row in lines], "stored": stored}, ensure_ascii=False))
    else:
        show(lines, stored)
    sound = stored == MEMBERS and not any(row.errors for row in lines)
    reached = (lines[2].ratio or 0) >= GOAL_RATIO
    if not sound:
        print("有人没有签上。", file=sys.stderr)
    if not reached:
        print(f"持续最大没有达到 pgbench 的 {GOAL_RATIO:.1%}。", file=sys.stderr)
    return 0 if sound and reached else 1


if __name__ == "__main__":
    sys.exit(main())
