"""Where the embedded engines keep their data and their sockets: a computation, nothing is started or made."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from partywork.embedded.errors import EngineError

if TYPE_CHECKING:
    from partywork.embedded.account import Account

# A unix socket's path holds 107 bytes; the name of PostgreSQL's socket takes 18 of them.
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock")
PLAIN = re.compile(r"[A-Za-z0-9/._-]+")
SYSTEM_HOME = Path("/var/lib/partywork")
POINTER = "engines.place"


@dataclass(frozen=True)
class EngineUrls:
    """The addresses as Django, Celery and the cache want them."""

    database: str
    broker: str
    cache: str


@dataclass(frozen=True)
class Places:
    """The folders of one var folder's engines; `home` and all below it belong to the account they run as."""

    var: Path
    home: Path
    run: Path

    @cached_property
    def postgres(self) -> Path:
        return self.home / "postgres"

    @cached_property
    def valkey(self) -> Path:
        return self.home / "valkey"

    @cached_property
    def postgres_socket(self) -> Path:
        return self.run / ".s.PGSQL.5432"

    @cached_property
    def valkey_socket(self) -> Path:
        return self.run / "v.sock"

    def prepare(self, account: "Account") -> None:
        """Make the folders, closed to everybody but the account, and leave word in var/ where they are."""
        for folder in (self.home, self.run, self.valkey):
            make_private(folder, account)
        if self.home.parent != self.var:
            pointer = self.var / POINTER
            if not pointer.exists():
                pointer.write_text(f"{self.home}\n")


def places(var: Path) -> Places:
    """Where the engines of this var folder are, or would be."""
    var = var.absolute()
    home = _home(var)
    run = home / "run"
    if len(os.fsencode(run)) > LONGEST_FOLDER or not PLAIN.fullmatch(str(run)):
        run = Path("/tmp") / f"partywork-{mark_of(var)}"  # noqa: S108 (made 0700, and refused when another's)
    return Places(var, home, run)


def mark_of(var: Path) -> str:
    """A short name for a var folder, the same every time."""
    return hashlib.sha256(os.fsencode(var)).hexdigest()[:12]


def _home(var: Path) -> Path:
    try:
        return Path((var / POINTER).read_text().strip())
    except OSError:
        pass
    inside = var / "engines"
    if inside.exists() or os.geteuid() != 0 or _open_to_others(var):
        return inside
    # Root's own folder, say /root: the engines' account cannot pass through it, and it must stay closed.
    return SYSTEM_HOME / mark_of(var)


def _open_to_others(folder: Path) -> bool:
    """Whether any account may pass through every folder above (one that is still to be made will let it)."""
    for parent in (folder, *folder.parents):
        try:
            mode = parent.stat().st_mode
        except FileNotFoundError:
            continue
        except OSError:
            return False
        if not mode & stat.S_IXOTH:
            return False
    return True


def make_private(folder: Path, account: "Account") -> None:
    """Make one folder 0700 for the account; refuse one that somebody else has put in its place."""
    if folder.parent == SYSTEM_HOME:
        SYSTEM_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid:
            raise EngineError(
                f"{folder} 属于别的用户，不能使用；请检查后删除它，或换一个 PARTYWORK_VAR。"
            ) from None
        return
    except OSError as error:
        raise EngineError(f"不能建立文件夹 {folder}：{error.strerror}。") from error
    if os.geteuid() == 0:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
