"""Frozen dataclasses to plain JSON and back: what is printed is kept as it was on the day of filing."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:
    """Dates as ISO text, tuples as lists; everything else as it is."""
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def from_plain(kind: Any, value: Any) -> Any:
    """The value as `kind`. Keys that are missing take the field's default; unknown ones are a newer edition's."""
    if is_dataclass(kind) and isinstance(value, dict):
        hints = _hints(kind)  # type: ignore[arg-type]
        known = {f.name: from_plain(hints[f.name], value[f.name]) for f in fields(kind) if f.name in value}
        return kind(**known)  # type: ignore[operator]
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if value is None:
            return None
        return from_plain(next(part for part in parts if part is not NoneType), value)
    if origin is tuple:
        return tuple(from_plain(parts[0], item) for item in value)
    if kind in (date, datetime) and isinstance(value, str):
        return kind.fromisoformat(value)
    return value
