"""The PostgreSQL and Valkey of a machine that has none: start, attach, stop, and where they are found.

Used by script/server, script/test, script/bench and `manage.py engines` when DATABASE_URL and REDIS_URL are
not set. Nothing here imports Django, and `urls()` starts nothing, so the settings may call it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from partywork.embedded import postgres, valkey
from partywork.embedded.account import account_for, may_lead
from partywork.embedded.errors import EngineError
from partywork.embedded.lock import only_one
from partywork.embedded.places import EngineUrls, places
from partywork.embedded.secret import secret_key

__all__ = ["EngineError", "EngineUrls", "own_folder", "running", "secret_key", "start", "stop", "urls"]

Log = Callable[[str], None]


def urls(var: Path) -> EngineUrls:
    """Where the engines of this var folder answer, whether they run or not."""
    where = places(var)
    return EngineUrls(
        database=f"postgres://{postgres.ROLE}@{quote(str(where.run), safe='')}/{postgres.DATABASE}",
        broker=f"redis+socket://{where.valkey_socket}?virtual_host=0",
        cache=f"unix://{where.valkey_socket}?db=1",
    )


def start(
    var: Path,
    log: Log = lambda _: None,
    *,
    database: bool = True,
    broker: bool = True,
    throwaway: bool = False,
) -> EngineUrls:
    """Start what does not run yet and wait until it answers.

    `throwaway` trades safety after a power cut for speed; only for tests and benchmarks of pages. Raises
    EngineError with a Chinese sentence.
    """
    var = own_folder(var)
    with only_one(var / "engines.lock"):
        where = places(var)
        account = account_for(where, create=True)
        where.prepare(account)
        if database and not postgres.answers(where):
            log("正在启动数据库……")
            postgres.start(where, account, throwaway=throwaway)
        if broker and not valkey.answers(where):
            log("正在启动消息队列……")
            valkey.start(where, account)
    return urls(var)


def stop(var: Path, log: Log = lambda _: None) -> None:
    """Stop both engines of this var folder; harmless when they do not run."""
    where = places(var)
    if not where.home.is_dir():
        return
    may_lead(where)
    with only_one(var / "engines.lock"):
        valkey.stop(where)
        postgres.stop(where, account_for(where))
    log("数据库和消息队列已停止。")


def running(var: Path) -> bool:
    """Whether both engines of this var folder answer now."""
    where = places(var)
    return postgres.answers(where) and valkey.answers(where)


def own_folder(var: Path) -> Path:
    """Make the var folder; root's may be passed through, because the engines then run as another user."""
    if not var.is_dir():
        try:
            var.mkdir(parents=True)
        except OSError as error:
            raise EngineError(f"不能建立数据文件夹 {var}：{error.strerror}。") from error
        var.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return var
