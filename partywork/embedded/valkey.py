"""The embedded Valkey: no TCP, a socket only its account and root can reach, every write kept in a file."""

import os
import socket
import time

from partywork.embedded.account import Account
from partywork.embedded.errors import EngineError
from partywork.embedded.places import Places
from partywork.embedded.processes import end_all_in
from partywork.embedded.programs import valkey_server


def answers(where: Places) -> bool:
    """Whether the server at the socket says PONG (while it still reads its file back it does not)."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        try:
            line.connect(str(where.valkey_socket))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def start(where: Places, account: Account, *, seconds: float = 60) -> None:
    """Start the server and wait until it answers."""
    program = valkey_server(account)
    end_all_in(where.valkey, seconds=5)
    where.valkey_socket.unlink(missing_ok=True)
    config = where.valkey / "valkey.conf"
    config.write_text(_configuration(where))
    if os.geteuid() == 0:
        os.chown(config, account.uid, account.gid)
    done = account.run([program, config.name], folder=where.valkey)
    deadline = time.monotonic() + seconds
    while not answers(where):
        if done.returncode != 0 or time.monotonic() > deadline:
            log = where.valkey / "valkey.log"
            raise EngineError(f"消息队列没有启动。{done.stdout.strip()[-400:]}（日志：{log}）")
        time.sleep(0.02)


def stop(where: Places) -> None:
    """Stop the server; on the polite signal it writes everything down first."""
    end_all_in(where.valkey, seconds=15)


def _configuration(where: Places) -> str:
    # Relative to its own folder, which it is started in: no quoting of the office's folder names.
    return "\n".join(
        [
            "port 0",
            f"unixsocket {where.valkey_socket}",
            "unixsocketperm 700",
            "daemonize yes",
            "logfile valkey.log",
            "loglevel warning",
            'save ""',
            "appendonly yes",
            "appendfsync everysec",
            "maxmemory-policy noeviction",
            "",
        ]
    )
