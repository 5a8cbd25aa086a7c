"""Finding what is encrypted: a keyed digest beside it, the same for the same text, that nobody without the key can try.

A field `BlindIndexField(of="phone")` follows the field it is named after on every save; `ending=4` takes the last four
signs only. `digests` answers what to look for: by the writing key, and by the former ones while a key is changed.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from django.db import models

from partywork.common.sealed import derived, personal_keys

_SALT = b"partywork.personal.index"
_LENGTH = 32  # 128 bits: no two texts of a roster meet by chance


Digester = Callable[[str], str]


def digests(of: str, text: str, *, ending: int = 0) -> list[str]:
    """What the text looks like in the index `of`, by each key; the first one is what is written now."""
    return [digest(text) for digest in digesters(of, ending)] if text else []


def digesters(of: str, ending: int = 0) -> list[Digester]:
    """For many texts: each key is prepared once."""
    return [_digester(key, of, ending) for key in personal_keys()]


def _digester(key: str, of: str, ending: int) -> Digester:
    secret, before = derived(key, _SALT), f"{of}:{ending}:"

    def digest(text: str) -> str:
        said = before + (text[-ending:] if ending else text)
        return hmac.digest(secret, said.encode(), hashlib.sha256).hex()[:_LENGTH]

    return digest


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

    def digester(self) -> Digester:
        """What makes of a text what is written beside it."""
        return digesters(self.of, self.ending)[0]

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:  # noqa: ARG002
        text = getattr(model_instance, self.of)
        value = self.digester()(text) if text else None
        setattr(model_instance, self.attname, value)
        return value
