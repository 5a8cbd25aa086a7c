"""Fifty screens that ask every one and a half seconds, each from a moment of its own, and what they saw when."""

import asyncio
import re
import time
from dataclasses import dataclass, field

PRESENT = re.compile(rb"<dt>\xe5\xae\x9e\xe5\x88\xb0</dt><dd>(\d+)</dd>")  # 实到
EVERY = 1.5


@dataclass
class Screen:
    """One browser: its last tag, the count it shows, and when it first showed each count."""

    path: str
    cookie: str
    tag: str = ""
    shown: int = 0
    seen: dict[int, float] = field(default_factory=dict)
    fresh: int = 0
    same: int = 0
    errors: int = 0
    took: list[float] = field(default_factory=list)

    async def watch(self, port: int, begin: float, until: float) -> None:
        await asyncio.sleep(begin)
        while time.perf_counter() < until:
            start = time.perf_counter()
            await self._ask(port)
            self.took.append((time.perf_counter() - start) * 1000)
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - start)))

    async def _ask(self, port: int) -> None:
        head = (
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\nConnection: close\r\n"
        )
        if self.tag:
            head += f"If-None-Match: {self.tag}\r\n"
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"{head}\r\n".encode())
            answer = await asyncio.wait_for(reader.read(-1), 30)
            writer.close()
        except (OSError, TimeoutError):
            self.errors += 1
            return
        self._read(answer)

    def _read(self, answer: bytes) -> None:
        if answer.startswith(b"HTTP/1.1 304"):
            self.same += 1
            return
        found = PRESENT.search(answer)
        if not answer.startswith(b"HTTP/1.1 200") or found is None:
            self.errors += 1
            return
        self.fresh += 1
        tag = re.search(rb"(?i)\r\netag: ([^\r]+)", answer)
        self.tag = tag[1].decode() if tag else ""
        now = time.perf_counter()
        for count in range(self.shown + 1, int(found[1]) + 1):
            self.seen[count] = now
        self.shown = max(self.shown, int(found[1]))


def delays(screens: list[Screen], done: list[float]) -> list[float]:
    """Seconds from the answer to a sign-in until each screen showed so many; a screen that never did, forever."""
    return [
        max(0.0, screen.seen.get(number, float("inf")) - moment)
        for number, moment in enumerate(sorted(done), start=1)
        for screen in screens
    ]
