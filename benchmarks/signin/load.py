"""The asyncio client: open loop for latency as people feel it, closed loop for the most that is possible."""

import asyncio
import statistics
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row of the table; milliseconds from the scheduled moment (open loop) or from the start (closed)."""

    what: str
    requests: int
    errors: int
    per_second: float
    p50: float
    p99: float
    ratio: float | None = None


@dataclass(frozen=True)
class Visitor:
    """What one signed-in phone sends: made beforehand, so that the client costs nothing while measuring."""

    request: bytes
    expects: bytes = "已签到".encode()
    patience: float = 30.0


async def send(port: int, visitor: Visitor) -> tuple[bool, float]:
    """One POST over a new connection: whether the page said so, and when it was read."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(visitor.request)
        answer = await asyncio.wait_for(reader.read(-1), visitor.patience)
        writer.close()
    except (OSError, TimeoutError):
        return False, time.perf_counter()
    return answer.startswith(b"HTTP/1.1 200") and visitor.expects in answer, time.perf_counter()


async def open_loop(port: int, visitors: list[Visitor], seconds: float) -> list[tuple[bool, float]]:
    """Everybody at a moment of his own, whether or not the one before has been answered."""
    start, gap = time.perf_counter() + 0.2, seconds / len(visitors)

    async def arrive(number: int, visitor: Visitor) -> tuple[bool, float]:
        due = start + number * gap
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        good, end = await send(port, visitor)
        return good, (end - due) * 1000

    return list(await asyncio.gather(*(arrive(number, visitor) for number, visitor in enumerate(visitors))))


async def closed_loop(
    port: int, visitors: list[Visitor], clients: int, seconds: float
) -> tuple[list[tuple[bool, float]], float]:
    """So many hands that never rest; each person comes again and again, as a second press does."""
    results: list[tuple[bool, float]] = []
    begun = time.perf_counter()
    until = begun + seconds

    async def work(own: list[Visitor]) -> None:
        turn = 0
        while time.perf_counter() < until:
            start = time.perf_counter()
            good, end = await send(port, own[turn % len(own)])
            results.append((good, (end - start) * 1000))
            turn += 1

    await asyncio.gather(*(work(visitors[number::clients]) for number in range(clients)))
    return results, time.perf_counter() - begun


def line(what: str, results: list[tuple[bool, float]], seconds: float, ratio_to: float | None = None) -> Line:
    times = sorted(value for _, value in results)
    rate = len(results) / seconds
    return Line(
        what=what,
        requests=len(results),
        errors=sum(not good for good, _ in results),
        per_second=round(rate, 1),
        p50=round(statistics.median(times), 1),
        p99=round(times[min(len(times) - 1, int(len(times) * 0.99))], 1),
        ratio=round(rate / ratio_to, 3) if ratio_to else None,
    )
