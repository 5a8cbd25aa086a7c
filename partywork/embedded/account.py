"""The user that the engines run as: PostgreSQL refuses root, so root gives them an account of their own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partywork.embedded.errors import EngineError
from partywork.embedded.places import Places

OWN_NAME = "partywork"
FALLBACKS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A system user, and how to run a program as that user."""

    name: str
    uid: int
    gid: int

    def run(
        self, command: Sequence[str | Path], *, folder: Path, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end from `folder` with a clean environment; its output comes back as text."""
        return subprocess.run(  # noqa: S603
            [str(part) for part in command],
            cwd=folder,
            env=self._environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout,
            start_new_session=True,
            umask=0o077,
            check=False,
            user=None if self._is_me() else self.uid,
            group=None if self._is_me() else self.gid,
            extra_groups=None if self._is_me() else [],
        )

    def _environment(self, folder: Path) -> Mapping[str, str]:
        # Nothing inherited: a PGHOST or PGDATA in the shell would lead the programs elsewhere.
        return {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}

    def _is_me(self) -> bool:
        return os.geteuid() == self.uid


def account_for(where: Places, *, create: bool = False) -> Account:
    """Who runs the engines: the owner of the data, if none this user, for root their own account."""
    me = os.geteuid()
    if me != 0:
        may_lead(where)
        return _by_uid(me)
    if where.home.is_dir() and (owner := where.home.stat().st_uid) != 0:
        return _by_uid(owner)
    return _own_account(create=create)


def may_lead(where: Places) -> None:
    """Raise EngineError when the data belong to somebody else and this user is not root."""
    me = os.geteuid()
    try:
        owner = where.home.stat().st_uid
    except FileNotFoundError:
        return
    except PermissionError:
        owner = -1
    if me not in (0, owner):
        raise EngineError(
            f"{where.var} 的数据库属于别的用户（可能曾以 root 运行）；"
            "请用同一用户运行，或换一个 PARTYWORK_VAR。"
        )


def _by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EngineError(
            f"系统里没有编号为 {uid} 的用户，数据库不能启动；"
            "请换一个系统用户，或设置 DATABASE_URL 和 REDIS_URL。"
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _own_account(*, create: bool) -> Account:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if create and useradd and not _exists(OWN_NAME):
        subprocess.run(  # noqa: S603
            [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent", "--user-group",
             "--shell", "/usr/sbin/nologin", OWN_NAME],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
    for name in (OWN_NAME, *FALLBACKS):
        if _exists(name):
            entry = pwd.getpwnam(name)
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise EngineError("数据库不能以 root 运行，又没有可用的普通用户；请先执行：useradd --system partywork")


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
