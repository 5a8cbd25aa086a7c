"""Text that only the application can read: encrypted in the database with a key of its own (PI-03).

The key stands in the environment as DUES_KEY, or lies under var/ on a machine that was given none. Several keys,
separated by commas, are for changing it: the first one writes, all of them read.
"""

import base64
import hashlib

from django.conf import settings
from django.utils.functional import cached_property
from encrypted_fields.fields import EncryptedTextField

from partywork import embedded

_SALT = b"partywork.dues"
_ROUNDS = 100_000


class SealedTextField(EncryptedTextField):  # type: ignore[misc]
    """The library's field; only where its keys come from is ours, so that SECRET_KEY may change without it."""

    @cached_property
    def keys(self) -> list[bytes]:
        own = settings.DUES_KEYS or [embedded.secret_key(settings.VAR_DIR, "dues-key", "DUES_KEY")]
        return [_derived(key) for key in own]


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.pbkdf2_hmac("sha256", key.encode(), _SALT, _ROUNDS))
