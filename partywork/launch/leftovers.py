"""The processes that belong to one var folder's launcher, known by a mark in their environment."""

import os
import signal
import time
from pathlib import Path

from partywork.embedded.processes import send

MARK = "PARTYWORK_LAUNCHED_FOR"


def marked_for(var: Path) -> list[int]:
    """Ids of all living processes that a launcher of this var folder started, and of their children."""
    wanted = os.fsencode(f"{MARK}={var}")
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
            except OSError:
                continue
    return sorted(found)


def end_marked(var: Path, *, seconds: float = 8) -> None:
    """Ask them to end, wait, kill what is left. Unfinished jobs go back to their queue."""
    for step, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)):
        for pid in marked_for(var):
            send(pid, step)
        deadline = time.monotonic() + patience
        while marked_for(var):
            if time.monotonic() > deadline:
                break
            time.sleep(0.1)
        else:
            return
