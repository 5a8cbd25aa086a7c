"""The guard: outlives a launcher that is killed without warning, and then stops what it had started.

A copy of the launcher in a session of its own, so that neither Ctrl-C nor a closed window reaches it. It
keeps the launcher's lock until everything has ended: a new start waits for it.
"""

import os
import signal
import time
from pathlib import Path

from partywork import embedded
from partywork.launch.leftovers import end_marked

GLANCE_SECONDS = 0.25


def post(var: Path, *, engines: bool) -> int:
    """Leave a guard behind; its process id. `engines`: whether the embedded ones are ours to stop."""
    launcher = os.getpid()
    guard = os.fork()
    if guard == 0:
        try:
            _stand(launcher)
            end_marked(var)
            if engines:
                embedded.stop(var)
        finally:
            os._exit(0)
    return guard


def dismiss(guard: int) -> None:
    """Send the guard home: the launcher has cleaned up itself."""
    try:
        os.kill(guard, signal.SIGKILL)
        os.waitpid(guard, 0)
    except (ProcessLookupError, ChildProcessError):
        return


def _stand(launcher: int) -> None:
    os.setsid()
    for step in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(step, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    while os.getppid() == launcher:
        time.sleep(GLANCE_SECONDS)
