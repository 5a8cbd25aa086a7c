"""Finding what is encrypted: a keyed digest beside it, the same for the same text, that nobody without the key can try.

A field `BlindIndexField(of="phone")` follows the field it is named after on every save; `ending=4` takes the last four
signs only. `digests` answers what to look for: by the writing key, and by the former ones while a key is changed.
"""

import hashlib
import hmac
from typing import Any

from django.db import models

from partywork.common.sealed import derived, personal_keys

_SALT = b"partywork.personal.index"
_LENGTH = 32  # 128 bits: no two texts of a roster meet by chance


def digests(of: str, text: str, *, ending: int = 0) -> list[str]:
    """What the text looks like in the index `of`, by each key; the first one is what is written now."""
    return [_digest(key, of, text, ending) for key in personal_keys()] if text else []


def _digest(key: str, of: str, text: str, ending: int) -> str:
    said = f"{of}:{ending}:{text[-ending:] if ending else text}"
    return hmac.digest(derived(key, _SALT), said.encode(), hashlib.sha256).hex()[:_LENGTH]


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """The digest of another field of the same row; None while that is empty."""

    def __init__(self, *args: Any, of: str, ending: int = 0, **kwargs: Any) -> None:
        self.of, self.ending = of, ending
        kwargs |= {"max_length": _LENGTH, "null": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kept = {key: value for key, value in kwargs.items() if key not in {"max_length", "null", "editable"}}
        return name, path, args, {**kept, "of": self.of, "ending": self.ending}

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:  # noqa: ARG002
        found = digests(self.of, getattr(model_instance, self.of) or "", ending=self.ending)
        value = found[0] if found else None
        setattr(model_instance, self.attname, value)
        return value
