"""Which processes live in a folder, and ending them: read from /proc, because a bare machine has no ps."""

import os
import signal
import time
from pathlib import Path


def living_in(folder: Path) -> list[int]:
    """Ids of the processes whose working folder is `folder`: an engine, or children it left when killed."""
    wanted = str(folder.resolve())
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if str((entry / "cwd").readlink()) == wanted:
                    found.append(int(entry.name))
            except OSError:
                continue
    return sorted(pid for pid in found if pid != os.getpid())


def end_all_in(folder: Path, *, seconds: float) -> None:
    """Ask every process in the folder to end, wait, then kill what is left."""
    for step, patience in ((signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)):
        for pid in living_in(folder):
            send(pid, step)
        if wait_until_empty(folder, patience):
            return


def wait_until_empty(folder: Path, seconds: float) -> bool:
    """Wait until no process lives in the folder; False when the time is up."""
    deadline = time.monotonic() + seconds
    while living_in(folder):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def send(pid: int, step: signal.Signals) -> None:
    """Send a signal to a process that may be gone."""
    try:
        os.kill(pid, step)
    except (ProcessLookupError, PermissionError):
        return
