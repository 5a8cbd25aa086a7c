"""The secret key of an installation that was given none: made once, kept in var/, readable by its owner."""

import os
import secrets
from pathlib import Path

from partywork.embedded.errors import EngineError

NAME = "secret-key"


def secret_key(var: Path, name: str = NAME, instead: str = "SECRET_KEY") -> str:
    """The key kept in this var folder, made on first use. EngineError when it may not be read or made.

    `instead` is the setting that somebody may give in its place.
    """
    path = var / name
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return _make(path, instead)
    except OSError as error:
        raise EngineError(
            f"不能读取密钥文件 {path}（{error.strerror}）；请用原来的用户运行，或设置 {instead}。"
        ) from error


def _make(path: Path, instead: str) -> str:
    key = secrets.token_urlsafe(50)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(key + "\n")
        try:
            # A link, not a rename: of two processes that start together, both must end up with the same key.
            path.hardlink_to(fresh)
        except FileExistsError:
            key = path.read_text().strip()
        finally:
            fresh.unlink()
    except OSError as error:
        raise EngineError(f"不能写入密钥文件 {path}（{error.strerror}）；请设置 {instead}。") from error
    return key
