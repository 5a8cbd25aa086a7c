"""The live wall: 50 open screens while 500 people sign in within a minute.

    script/bench wall [--quick] [--json]

Real gunicorn (two sync workers), own asyncio client, a new connection for every request, loopback only. Each screen
asks every one and a half seconds with the tag of its last answer, as the page does; each sign-in is the POST of
the one button.
Goals: no error, every sign-in on every screen within three seconds. The same sign-ins without screens stand beside it.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import time
from dataclasses import asdict, dataclass

from benchmarks.bench_signin import clear, rows_in
from benchmarks.signin.load import Visitor, send
from benchmarks.signin.peers import server
from benchmarks.signin.world import own_database, prepare
from benchmarks.wall.screens import EVERY, Screen, delays

SCREENS = 50
PEOPLE = 500
SECONDS = 60.0
GOAL_SECONDS = 3.0


@dataclass(frozen=True)
class Result:
    people: int
    stored: int
    screens: int
    sign_in_errors: int
    screen_errors: int
    sign_in_p50_ms: float
    sign_in_p99_ms: float
    alone_p50_ms: float
    alone_p99_ms: float
    asked: int
    unchanged_share: float
    screen_p50_ms: float
    screen_p99_ms: float
    shown_p50_s: float
    shown_p99_s: float
    shown_max_s: float

    @property
    def reached(self) -> bool:
        sound = self.sign_in_errors == self.screen_errors == 0 and self.stored == self.people
        return sound and self.shown_max_s <= GOAL_SECONDS


def recorder_session(activity_id: int) -> str:
    """A session of somebody who runs the activity: the first of the measured people, appointed secretary."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.cached_db import SessionStore
    from django.db.backends.postgresql.psycopg_any import DateRange

    from activities.models import Activity
    from members.choices import Post
    from members.models import Appointment, User
    from partywork.common import clock

    user = User.objects.get(username="bench0")
    branch = Activity.objects.get(pk=activity_id).branch
    Appointment.objects.create(
        holder=user, organization=branch, post=Post.SECRETARY, period=DateRange(clock.today(), None)
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


async def arrivals(
    port: int, visitors: list[Visitor], seconds: float
) -> tuple[list[float], list[float], int]:
    """Everybody at a moment of his own: when each was answered, how long it took in ms, and how many failed."""
    start, gap = time.perf_counter() + 0.2, seconds / len(visitors)

    async def arrive(number: int, visitor: Visitor) -> tuple[bool, float, float]:
        due = start + number * gap
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        good, end = await send(port, visitor)
        return good, end, (end - due) * 1000

    found = await asyncio.gather(*(arrive(number, each) for number, each in enumerate(visitors)))
    return (
        [end for good, end, _ in found if good],
        [took for _, _, took in found],
        sum(not good for good, _, _ in found),
    )


async def together(
    port: int, visitors: list[Visitor], screens: list[Screen], seconds: float
) -> tuple[list[float], list[float], int]:
    dice = random.Random(7)
    until = time.perf_counter() + seconds + GOAL_SECONDS + EVERY + 1
    watching = [asyncio.create_task(each.watch(port, dice.random() * EVERY, until)) for each in screens]
    found = await arrivals(port, visitors, seconds)
    await asyncio.gather(*watching)
    return found


def measure(people: int, seconds: float) -> Result:
    with own_database() as database:
        os.environ["DATABASE_URL"] = database
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partywork.settings")
        activity, visitors, _ = prepare(people)
        cookie = recorder_session(activity)
        with server(database) as port:
            asyncio.run(arrivals(port, visitors[:20], 2.0))  # warm
            clear(activity)
            quarter = max(people // 4, 20)
            _, alone, _ = asyncio.run(arrivals(port, visitors[:quarter], seconds * quarter / people))
            clear(activity)
            screens = [Screen(f"/sign-in/wall/{activity}/", cookie) for _ in range(SCREENS)]
            done, took, failed = asyncio.run(together(port, visitors, screens, seconds))
            stored = rows_in(activity)
        from django.db import connection

        connection.close()
    shown = sorted(delays(screens, done))
    asked = [each for screen in screens for each in screen.took]
    return Result(
        people=people,
        stored=stored,
        screens=SCREENS,
        sign_in_errors=failed,
        screen_errors=sum(each.errors for each in screens),
        sign_in_p50_ms=_middle(took),
        sign_in_p99_ms=_high(took),
        alone_p50_ms=_middle(alone),
        alone_p99_ms=_high(alone),
        asked=len(asked),
        unchanged_share=round(sum(each.same for each in screens) / max(len(asked), 1), 3),
        screen_p50_ms=_middle(asked),
        screen_p99_ms=_high(asked),
        shown_p50_s=round(statistics.median(shown), 2),
        shown_p99_s=round(shown[int(len(shown) * 0.99)], 2),
        shown_max_s=round(shown[-1], 2),
    )


def _middle(values: list[float]) -> float:
    return round(statistics.median(values), 1)


def _high(values: list[float]) -> float:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 1)


def show(result: Result) -> None:
    ratio = result.sign_in_p50_ms / result.alone_p50_ms
    print(f"签到          {result.people} 人，名单上 {result.stored} 行，错误 {result.sign_in_errors}")
    print(f"  开着大屏    p50 {result.sign_in_p50_ms} ms　p99 {result.sign_in_p99_ms} ms")
    print(
        f"  没有大屏    p50 {result.alone_p50_ms} ms　p99 {result.alone_p99_ms} ms　（p50 之比 {ratio:.2f}）"
    )
    print(f"大屏          {result.screens} 块，问了 {result.asked} 次，错误 {result.screen_errors}")
    print(f"  回答        p50 {result.screen_p50_ms} ms　p99 {result.screen_p99_ms} ms")
    print(f"  没有变化    {result.unchanged_share:.1%}")
    print(
        f"  签到到显示  p50 {result.shown_p50_s} 秒　p99 {result.shown_p99_s} 秒　最久 {result.shown_max_s} 秒"
        f"（目标 {GOAL_SECONDS:.0f} 秒，之比 {result.shown_max_s / GOAL_SECONDS:.2f}）"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench wall")
    parser.add_argument("--quick", action="store_true", help="100 人、12 秒，其余相同")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(100, 12.0) if options.quick else measure(PEOPLE, SECONDS)
    if options.json:
        print(json.dumps(asdict(result), ensure_ascii=False))
    else:
        show(result)
    if not result.reached:
        print("没有达到目标。", file=sys.stderr)
    return 0 if result.reached else 1


if __name__ == "__main__":
    sys.exit(main())
