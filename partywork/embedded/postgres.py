"""The embedded PostgreSQL: no TCP, and a socket that only its account and root can reach.

Signing in is `peer`: the kernel tells the server which user is calling, so there is no password to keep. The
application's role is no superuser, so that the journal is protected from it here as in production.
"""

import os
import re
import shutil
import socket
import struct
from pathlib import Path

from partywork.embedded.account import Account
from partywork.embedded.errors import EngineError
from partywork.embedded.places import Places
from partywork.embedded.processes import end_all_in, living_in, wait_until_empty
from partywork.embedded.programs import postgres_bin

ROLE = "partywork"
DATABASE = "partywork"
SUPERUSER = "postgres"
FIRST_WITH_BUILTIN_LOCALE = 17
ENCRYPTION_REQUEST = 80877103


def answers(where: Places) -> bool:
    """Whether the server replies to a call (to a question that opens no session)."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        try:
            line.connect(str(where.postgres_socket))
            line.sendall(struct.pack("!ii", 8, ENCRYPTION_REQUEST))
            return line.recv(1) in (b"N", b"S")
        except OSError:
            return False


def start(where: Places, account: Account, *, throwaway: bool) -> None:
    """Make the cluster when there is none, start the server, make role and database when they are missing."""
    programs = postgres_bin(account)
    if not (where.postgres / "PG_VERSION").exists():
        _make_cluster(where, account, programs)
    _check_version(where, account, programs)
    _clear_away(where)
    _configure(where, account, throwaway=throwaway)
    log = where.home / "postgres.log"
    done = account.run(
        [programs / "pg_ctl", "start", "-D", where.postgres, "-l", log, "-w", "-t", "60", "-s"],
        folder=where.home,
    )
    if done.returncode != 0:
        raise EngineError(f"数据库没有启动。{_last_words(log) or done.stdout.strip()}（日志：{log}）")
    _make_role_and_database(where, account, programs)


def stop(where: Places, account: Account) -> None:
    """Stop the server: sessions are cut off, what was committed is kept."""
    if not living_in(where.postgres):
        return
    programs = postgres_bin(account)
    account.run(
        [programs / "pg_ctl", "stop", "-D", where.postgres, "-m", "fast", "-w", "-t", "30", "-s"],
        folder=where.home,
    )
    if not wait_until_empty(where.postgres, 2):
        end_all_in(where.postgres, seconds=10)


def _make_cluster(where: Places, account: Account, programs: Path) -> None:
    # Beside its place, then renamed: a start that was cut short leaves no half cluster behind.
    fresh = where.home / "postgres.new"
    if fresh.exists():
        shutil.rmtree(fresh)
    if _major(account, programs) >= FIRST_WITH_BUILTIN_LOCALE:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    else:
        locale = ["--locale=C.UTF-8"]
    done = account.run(
        [programs / "initdb", "-D", fresh, "-U", SUPERUSER, "--auth=peer", "--encoding=UTF8", *locale,
         "--no-instructions"],
        folder=where.home,
    )  # fmt: skip
    if done.returncode != 0:
        raise EngineError(f"不能建立数据库：{done.stdout.strip()[-600:]}")
    with (fresh / "postgresql.conf").open("a") as conf:
        conf.write("\ninclude_if_exists = 'partywork.conf'\n")
    fresh.rename(where.postgres)


def _check_version(where: Places, account: Account, programs: Path) -> None:
    have, run = int((where.postgres / "PG_VERSION").read_text()), _major(account, programs)
    if have != run:
        raise EngineError(
            f"{where.postgres} 是 PostgreSQL {have} 的数据，现在的程序是 {run}；"
            "请按 docs/deploying.md 的“升级”一节转换。"
        )


def _major(account: Account, programs: Path) -> int:
    found = re.search(r"(\d+)", account.run([programs / "postgres", "--version"], folder=Path("/")).stdout)
    return int(found[1]) if found else 0


def _clear_away(where: Places) -> None:
    """After a kill or a power cut: wait for orphans of the old server, then take its lock files away."""
    if not wait_until_empty(where.postgres, 5):
        end_all_in(where.postgres, seconds=5)
    # The number in them may belong to another program by now, and the server would refuse to start.
    socket_path = where.postgres_socket
    for leftover in (where.postgres / "postmaster.pid", socket_path, Path(f"{socket_path}.lock")):
        leftover.unlink(missing_ok=True)


def _configure(where: Places, account: Account, *, throwaway: bool) -> None:
    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": _quoted(where.run),
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": "128MB",
        "jit": "off",
        "random_page_cost": "1.1",  # no disk with a head that moves: an index is worth its pages
        "log_min_messages": "warning",
        "log_checkpoints": "off",
        "log_line_prefix": "'%m [%p] '",
    }
    if throwaway:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    callers = sorted({account.name, "root"})
    lines = [f"{key} = {value}" for key, value in settings.items()]
    _write(where.postgres / "partywork.conf", lines, account)
    _write(where.postgres / "pg_hba.conf", ["local all all peer map=partywork"], account)
    idents = [f'partywork "{caller}" {role}' for caller in callers for role in (ROLE, SUPERUSER)]
    _write(where.postgres / "pg_ident.conf", idents, account)


def _write(path: Path, lines: list[str], account: Account) -> None:
    path.write_text("\n".join(lines) + "\n")
    if os.geteuid() == 0:
        os.chown(path, account.uid, account.gid)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _make_role_and_database(where: Places, account: Account, programs: Path) -> None:
    def ask(sql: str) -> str:
        done = account.run(
            [programs / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", where.run,
             "-U", SUPERUSER, "-d", "postgres", "-c", sql],
            folder=where.home,
        )  # fmt: skip
        if done.returncode != 0:
            raise EngineError(f"数据库已启动，但不能准备：{done.stdout.strip()[-400:]}")
        return done.stdout.strip()

    roles = f"select count(*) from pg_roles where rolname = '{ROLE}'"  # noqa: S608 (constants)
    databases = f"select count(*) from pg_database where datname = '{DATABASE}'"  # noqa: S608
    has_role, has_database = ask(f"select ({roles}), ({databases})").split("|")
    if has_role == "0":
        ask(f"create role {ROLE} login createdb")
    if has_database == "0":
        ask(f"create database {DATABASE} owner {ROLE}")


def _last_words(log: Path) -> str:
    try:
        lines = log.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return next((line for line in reversed(lines) if "FATAL" in line or "ERROR" in line), "")
