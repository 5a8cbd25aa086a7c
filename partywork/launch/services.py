"""The processes of a running partywork, kept together by honcho: when one ends, all end."""

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from honcho.compat import ProcessManager
from honcho.manager import Manager

from partywork.embedded.processes import send

ROOT = Path(__file__).resolve().parent.parent.parent


def commands(host: str, port: int) -> dict[str, list[str]]:
    """What runs: web with few threads (each holds a database connection), a worker a queue, one beat."""
    python = [sys.executable, "-m"]
    # Celery warns at length when root starts it; script/server as root is one of its uses.
    # Niced: pages come first, also while everything starts at once on a small machine.
    celery = [
        "nice", "-n", "5", sys.executable, "-W", "ignore::UserWarning",
        "-m", "celery", "-q", "-A", "partywork.celery",
    ]  # fmt: skip
    worker = [*celery, "worker", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    return {
        "web": [
            *python, "gunicorn", "partywork.wsgi", "--bind", f"{host}:{port}", "--preload",
            "--workers", "2", "--threads", "4", "--timeout", "60", "--graceful-timeout", "4",
            "--log-level", "warning",
        ],
        "worker": [*worker, "-Q", "default", "-n", "default@%h", "-c", "2"],
        "pdf": [*worker, "-Q", "pdf", "-n", "pdf@%h", "-c", "1"],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile="],
    }  # fmt: skip


class Polite(ProcessManager):  # type: ignore[misc]
    """Ends the leading process only: it knows how to let its children finish what they are at."""

    def terminate(self, pid: int) -> None:
        send(pid, signal.SIGTERM)


class Household(Manager):  # type: ignore[misc]
    """honcho's manager; quiet about its own doings. The others wait until `opened` exists, web does not.

    On a small machine four programs that load at once would keep the first page back for all of them.
    """

    def __init__(
        self,
        environment: dict[str, str],
        services: dict[str, list[str]],
        opened: Path,
        after: Callable[[], None],
    ) -> None:
        super().__init__()
        self._after = after
        self._procmgr = Polite()
        opened.unlink(missing_ok=True)
        patience = f"until [ -e {shlex.quote(str(opened))} ]; do sleep 0.2; done; "
        for name, command in services.items():
            line = f"{'' if name == 'web' else patience}exec {shlex.join(command)}"
            self.add_process(name, line, env=environment, cwd=str(ROOT))

    def _start(self) -> None:
        super()._start()
        # Only now: a process with a second thread must not be copied.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        threading.Thread(target=self._after, daemon=True).start()

    def _system_print(self, data: str) -> None:
        if "stopped" in data and not self._terminating:
            super()._system_print(data)


def wait_for(address: str, seconds: float) -> bool:
    """Whether the address answers 200 within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own address)
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.15)
    return False


def manage(environment: dict[str, str], *arguments: str) -> int:
    """Run one management command in the foreground; its exit code."""
    return subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), *arguments], env=environment, cwd=ROOT, check=False
    ).returncode


def in_background(environment: dict[str, str], log: Path, *arguments: str) -> None:
    """Start a management command that nobody waits for; what it says goes to the log."""
    with log.open("ab") as output:
        subprocess.Popen(  # noqa: S603
            ["nice", "-n", "10", sys.executable, str(ROOT / "manage.py"), *arguments],  # noqa: S607
            env=environment, cwd=ROOT, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
