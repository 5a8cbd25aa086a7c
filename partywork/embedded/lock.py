"""One at a time: a file lock that the system lets go when its holder dies, however it dies."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from partywork.embedded.errors import EngineError


@contextmanager
def only_one(path: Path, *, seconds: float = 90) -> Iterator[None]:
    """Hold the lock file while the block runs; after `seconds` of waiting for another holder, EngineError."""
    with path.open("a") as handle:
        deadline = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    busy = f"别的程序正在启动或停止 {path.parent} 的数据库，请稍后再试。"
                    raise EngineError(busy) from None
                time.sleep(0.1)
        yield
