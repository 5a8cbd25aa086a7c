"""What was read from a file, carried from the preview to the import: sealed, in the page, nowhere stored.

A roster holds identity numbers and addresses: what lies in the page is encrypted, not only signed (PI-06).
"""

import base64
import json
import zlib
from dataclasses import asdict
from datetime import date
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

from members.importing.readers import DAYS
from members.importing.reading import Fault, Person, Reading, Refusal
from partywork.common.errors import DomainError

SALT = "members.roster-import"
HOURS = 3


def carry(reading: Reading, *, branch_id: int, user_id: int) -> str:
    """The reading as text for a hidden field; good for this branch and this person, for three hours.

    `branch_id` 0 stands for all branches the person may import into.
    """
    packed = {"bound": [branch_id, user_id], "reading": asdict(reading)}
    text = json.dumps(packed, separators=(",", ":"), default=str, ensure_ascii=False)
    return _box().encrypt(zlib.compress(text.encode())).decode()


def unpack(text: str, *, branch_id: int, user_id: int) -> Reading:
    """The reading as it was; DomainError when it is too old, from elsewhere or was changed."""
    try:
        opened = _box().decrypt(text.encode(), ttl=HOURS * 3600)
        packed = json.loads(zlib.decompress(opened))
    except (InvalidToken, UnicodeEncodeError):
        packed = None
    if packed is None or packed["bound"] != [branch_id, user_id]:
        raise DomainError("预览已过期，请重新上传文件。", code="expired")
    found = packed["reading"]
    found["people"] = [_person(each) for each in found["people"]]
    found["refused"] = [_refusal(each) for each in found["refused"]]
    return Reading(**found)


def _box() -> Fernet:
    key = salted_hmac(SALT, "carry", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _refusal(packed: dict[str, Any]) -> Refusal:
    packed["cells"] = tuple(packed["cells"])
    packed["others"] = tuple(Fault(**each) for each in packed.get("others", ()))
    return Refusal(**packed)


def _person(packed: dict[str, Any]) -> Person:
    for name in ("joined_on", "full_on"):
        packed[name] = date.fromisoformat(packed[name]) if packed[name] else None
    for name in DAYS.keys() & packed["items"].keys():
        packed["items"][name] = date.fromisoformat(packed["items"][name])
    for name in ("notes", "cells", "month_only"):
        packed[name] = tuple(packed[name])
    return Person(**packed)
