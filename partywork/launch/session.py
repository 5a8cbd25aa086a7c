"""One launcher at a time for a var folder: engines up at the start, everything down at the end."""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from partywork import embedded
from partywork.embedded import EngineError
from partywork.launch import guard
from partywork.launch.leftovers import MARK, end_marked

KEPT = "engines.kept"  # written by `manage.py engines start`: they shall stay when a launcher ends
ENDINGS = (signal.SIGTERM, signal.SIGHUP)


def say(sentence: str) -> None:
    """Tell the person at the keyboard; a closed window is no reason to stop half way."""
    try:
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()
    except OSError:
        return


@contextmanager
def session(
    var: Path,
    *,
    throwaway: bool = False,
    first: Callable[[], None] = lambda: None,
    farewell: Callable[[str], None] = lambda _: None,
) -> Iterator[dict[str, str]]:
    """Hold the var folder, with the engines running unless DATABASE_URL and REDIS_URL name others.

    `first` runs before anything is started and may refuse. Yields the environment for processes started in
    it. `farewell` hears that all has stopped. Raises EngineError when the folder is held already.
    """
    database, broker = "DATABASE_URL" not in os.environ, "REDIS_URL" not in os.environ
    embedded.own_folder(var)
    (var / "static").mkdir(exist_ok=True)  # whitenoise warns when it is missing
    with (var / "launcher.lock").open("a+") as lock:
        _hold(lock, var)
        for ending in ENDINGS:
            signal.signal(ending, _leave)
        end_marked(var)
        first()
        ours = (database or broker) and not (var / KEPT).exists()
        watching = guard.post(var, engines=ours)
        try:
            if database or broker:
                embedded.start(var, say, database=database, broker=broker, throwaway=throwaway)
            yield environment(var)
        finally:
            for ending in (signal.SIGINT, *ENDINGS):
                signal.signal(ending, signal.SIG_IGN)
            end_marked(var)
            if ours:
                embedded.stop(var, farewell)
            guard.dismiss(watching)


def environment(var: Path) -> dict[str, str]:
    """What every process of this session inherits; by the mark it is found again."""
    return {
        "DJANGO_SETTINGS_MODULE": "partywork.settings",
        **os.environ,
        MARK: str(var),
        "PARTYWORK_VAR": str(var),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }


def _hold(lock: IO[str], var: Path) -> None:
    deadline, told = time.monotonic() + 40, False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            holder = _holder(lock)
            if _lives(holder):
                raise EngineError(
                    f"{var} 正由另一个程序使用（进程 {holder}）；"
                    "请先停止它，或用 PARTYWORK_VAR 指定别的文件夹。"
                ) from None
            if time.monotonic() > deadline:
                raise EngineError(f"{var} 上一次的程序还没有结束，请稍后再试。") from None
            if not told:
                say("上一次的程序正在收尾，请稍候……")
                told = True
            # Its guard does this too; but when that was killed as well, what they started still holds the lock.
            end_marked(var)
            time.sleep(0.2)
    lock.seek(0)
    lock.truncate()
    lock.write(str(os.getpid()))
    lock.flush()


def _holder(lock: IO[str]) -> int:
    lock.seek(0)
    text = lock.read().strip()
    return int(text) if text.isdigit() else 0


def _lives(pid: int) -> bool:
    """Whether the process runs; one that has ended but was not fetched has no command line any more."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        return False


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
