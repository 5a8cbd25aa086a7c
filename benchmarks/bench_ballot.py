"""A secret vote of 500: opened, 500 ballots within twenty seconds, closed by two; every one counted once.

    script/bench ballot [--quick] [--json]

Real gunicorn (two sync workers), own asyncio client, a new connection for every request, loopback only. Each ballot
is the POST of the phone: signed session, CSRF, the lock on the box, two rows written anew. A second vote is cast as
fast as 32 hands can, each ballot sent twice: the second must be refused. pgbench does the same lock and the same two
writes in the same minutes. Needs an account that may create a database; it is dropped at the end.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from benchmarks.ballot.peer import pgbench
from benchmarks.ballot.world import prepare
from benchmarks.signin.load import Line, Visitor, line, open_loop, send
from benchmarks.signin.peers import server
from benchmarks.signin.world import own_database

if TYPE_CHECKING:
    from activities.models import Ballot

VOTERS = 500
SECONDS = 20.0
HANDS = 32
# Of pgbench. A ballot is a whole request with session, CSRF and page: as a sign-in, some 3 % to 6 % of bare SQL.
GOAL_RATIO = 0.03


async def as_fast_as_possible(
    port: int, visitors: list[Visitor]
) -> tuple[list[tuple[bool, float]], int, float]:
    """Each ballot twice: what came of the first, how many second ones were taken, and how long it took."""
    first: list[tuple[bool, float]] = []
    taken_twice = 0
    begun = time.perf_counter()

    async def work(own: list[Visitor]) -> None:
        nonlocal taken_twice
        for visitor in own:
            start = time.perf_counter()
            good, end = await send(port, visitor)
            first.append((good, (end - start) * 1000))
            again, _ = await send(port, visitor)
            taken_twice += again

    await asyncio.gather(*(work(visitors[number::HANDS]) for number in range(HANDS)))
    return first, taken_twice, time.perf_counter() - begun


def open_it(ballot: "Ballot") -> float:
    from activities.services import balloting

    begun = time.perf_counter()
    balloting.open_ballot(ballot, by=ballot.created_by)
    return (time.perf_counter() - begun) * 1000


def close_it(ballot: "Ballot") -> tuple["Ballot", float]:
    from activities.services import counting

    begun = time.perf_counter()
    counting.confirm(ballot, by=ballot.chair.user)
    closed = counting.confirm(ballot, by=ballot.teller.user)
    return closed, (time.perf_counter() - begun) * 1000


def is_right(ballot: "Ballot", wanted: dict[str, int]) -> bool:
    """Every ballot once, none lost, none twice."""
    sums = (ballot.in_favour, ballot.against, ballot.abstained)
    return ballot.returned == VOTERS and sums == (wanted["for"], wanted["against"], wanted["abstain"])


def measure(quick: bool) -> tuple[list[Line], dict[str, float], bool]:
    """The rows of the table; milliseconds of opening and closing; whether every sum was right."""
    with own_database() as database:
        os.environ["DATABASE_URL"] = database
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")
        ballot, visitors, wanted = prepare(VOTERS)
        with server(database) as port:
            opened = open_it(ballot)
            ballot.refresh_from_db()
            evening = asyncio.run(open_loop(port, visitors, SECONDS))
            ballot, closed = close_it(ballot)
            right = is_right(ballot, wanted)
            second, second_visitors = again(ballot, visitors)
            peer = pgbench(database, VOTERS, 3 if quick else 8)
            open_it(second)
            second.refresh_from_db()
            full, twice, took = asyncio.run(as_fast_as_possible(port, second_visitors))
            second, _ = close_it(second)
            right = right and is_right(second, wanted) and twice == 0
        from django.db import connection

        connection.close()
    rows = [
        line(f"{VOTERS} 人在 {SECONDS:.0f} 秒内投票", evening, SECONDS),
        line(f"尽快投完（{HANDS} 路，每票交两次）", full, took / 2, peer),
        Line("pgbench 同样的锁和写（8 路）", 0, 0, round(peer, 1), 0.0, 0.0, 1.0),
    ]
    return (
        rows,
        {"open_ms": round(opened, 1), "close_ms": round(closed, 1), "full_seconds": round(took, 1)},
        right,
    )


def again(ballot: "Ballot", visitors: list[Visitor]) -> tuple["Ballot", list[Visitor]]:
    """The same question once more, with the same phones."""
    from activities.services import preparing_ballots

    second = preparing_ballots.prepare(
        ballot.activity, by=ballot.created_by, kind="V-GEN", method="electronic", title="再投一次",
        chair=ballot.chair, teller=ballot.teller,
    )  # fmt: skip
    old, new = f"/my/ballots/{ballot.pk}/".encode(), f"/my/ballots/{second.pk}/".encode()
    return second, [replace(visitor, request=visitor.request.replace(old, new, 1)) for visitor in visitors]


def show(rows: list[Line], times: dict[str, float], right: bool) -> None:
    print(f"{'':<34}{'请求':>8}{'错误':>6}{'每秒':>10}{'p50 ms':>10}{'p99 ms':>10}{'比 pgbench':>12}")
    for row in rows:
        ratio = f"{row.ratio:.1%}" if row.ratio is not None else ""
        print(
            f"{row.what:<34}{row.requests:>8}{row.errors:>6}{row.per_second:>10}{row.p50:>10}{row.p99:>10}{ratio:>12}"
        )
    print(
        f"开始 {times['open_ms']} ms，两人确认结束 {times['close_ms']} ms；票数{'一张不差' if right else '不对'}。"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench ballot")
    parser.add_argument("--quick", action="store_true", help="短一些")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows, times, right = measure(options.quick)
    if options.json:
        found = {"lines": [asdict(row) for row in rows], **times, "every_ballot_once": right}
        print(json.dumps(found, ensure_ascii=False))
    else:
        show(rows, times, right)
    sound = right and not any(row.errors for row in rows)
    reached = (rows[1].ratio or 0) >= GOAL_RATIO
    if not sound:
        print("有票没有收下，或票数不对。", file=sys.stderr)
    if not reached:
        print(f"没有达到 pgbench 的 {GOAL_RATIO:.0%}。", file=sys.stderr)
    return 0 if sound and reached else 1


if __name__ == "__main__":
    sys.exit(main())
