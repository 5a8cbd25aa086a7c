"""Text that only the application can read: encrypted in the database with keys of their own (PI-03, PI-06).

What members earn has one key (DUES_KEY), what identifies and reaches them another (PERSONAL_KEY). Each stands in the
environment, or lies under var/ on a machine that was given none. Several keys, separated by commas, are for changing
one: the first one writes, all of them read.
"""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import cached_property
from encrypted_fields.fields import EncryptedTextField

from partywork import embedded

_DUES, _PERSONAL = b"partywork.dues", b"partywork.personal"
_ROUNDS = 100_000


class SealedTextField(EncryptedTextField):  # type: ignore[misc]
    """The library's field; only where its keys come from is ours, so that SECRET_KEY may change without it."""

    @cached_property
    def keys(self) -> list[bytes]:
        own = settings.DUES_KEYS or [embedded.secret_key(settings.VAR_DIR, "dues-key", "DUES_KEY")]
        return [derived(key, _DUES) for key in own]


class PersonalTextField(EncryptedTextField):  # type: ignore[misc]
    """What identifies or reaches somebody. Empty is kept as NULL, and read as an empty text."""

    if TYPE_CHECKING:

        def __get__(self, instance: Any, owner: Any) -> Any: ...
        def __set__(self, instance: Any, value: str) -> None: ...

    @cached_property
    def keys(self) -> list[bytes]:
        return [derived(key, _PERSONAL) for key in personal_keys()]

    def get_prep_value(self, value: Any) -> str | None:
        """What is written is always sealed anew; the library would first try whether it is sealed already."""
        return self.f.encrypt(str(value).encode()).decode() if value else None

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:  # noqa: ARG002
        """With a key that does not fit nothing is shown: what was read as signs might be saved as signs."""
        if value is None:
            return ""
        try:
            return self.f.decrypt(value.encode()).decode()
        except InvalidToken:
            raise ImproperlyConfigured(
                "身份证号、电话、住址读不出来：现在的密钥（PERSONAL_KEY）和保存时不同，请恢复原来的密钥。"
            ) from None


def seal_text(text: str) -> str:
    """For a text in no field of its own, say a document with telephone numbers that waits for the worker."""
    return seal_bytes(text.encode()).decode()


def open_text(sealed: str) -> str:
    return open_bytes(sealed.encode()).decode()


def seal_bytes(data: bytes) -> bytes:
    """For a whole file, say the printed list of telephone numbers."""
    return _box().encrypt(data)


def open_bytes(sealed: bytes) -> bytes:
    return _box().decrypt(sealed)


def _box() -> MultiFernet:
    return MultiFernet([Fernet(derived(key, _PERSONAL)) for key in personal_keys()])


def personal_keys() -> list[str]:
    """The keys of the personal items; the first one writes."""
    return settings.PERSONAL_KEYS or [_own_key(settings.VAR_DIR)]


@lru_cache(maxsize=4)
def _own_key(var: Path) -> str:
    """Read once: a roster asks for it for every number in it."""
    return embedded.secret_key(var, "personal-key", "PERSONAL_KEY")


@lru_cache(maxsize=32)
def derived(key: str, salt: bytes) -> bytes:
    """Slow on purpose, therefore once for each key and process."""
    return base64.urlsafe_b64encode(hashlib.pbkdf2_hmac("sha256", key.encode(), salt, _ROUNDS))
