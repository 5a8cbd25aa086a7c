"""What was read from a file, carried from the preview to the import: signed, in the page, nowhere stored."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core import signing

from members.importing.reading import Person, Reading, Refusal
from partywork.common.errors import DomainError

SALT = "members.roster-import"
HOURS = 3


def carry(reading: Reading, *, branch_id: int, user_id: int) -> str:
    """The reading as text for a hidden field; good for this branch and this person, for three hours."""
    packed = {"bound": [branch_id, user_id], "reading": asdict(reading)}
    return signing.dumps(packed, salt=SALT, compress=True, serializer=_Dated)


def unpack(text: str, *, branch_id: int, user_id: int) -> Reading:
    """The reading as it was; DomainError when it is too old, from elsewhere or was changed."""
    try:
        packed = signing.loads(text, salt=SALT, serializer=_Dated, max_age=HOURS * 3600)
    except signing.BadSignature:
        packed = None
    if packed is None or packed["bound"] != [branch_id, user_id]:
        raise DomainError("预览已过期，请重新上传文件。", code="expired")
    found = packed["reading"]
    found["people"] = [_person(each) for each in found["people"]]
    found["refused"] = [Refusal(**{**each, "cells": tuple(each["cells"])}) for each in found["refused"]]
    return Reading(**found)


def _person(packed: dict[str, Any]) -> Person:
    for name in ("joined_on", "full_on"):
        packed[name] = date.fromisoformat(packed[name]) if packed[name] else None
    for name in ("notes", "cells", "month_only"):
        packed[name] = tuple(packed[name])
    return Person(**packed)


class _Dated(signing.JSONSerializer):
    """JSON with dates as 2026-06-18."""

    def dumps(self, obj: Any) -> bytes:
        return json.dumps(obj, separators=(",", ":"), default=str, ensure_ascii=False).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data.decode())
