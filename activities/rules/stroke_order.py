"""Names in the order of strokes (姓氏笔画): fewer strokes first, then 横、竖、撇、点、折 (EL-08).

The order of the 20,902 characters of GB 13000.1 comes with the package cn-sort. Only its table is read: the package
itself would bring a word segmenter and set up logging of its own.
"""

import json
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

TABLE = "cn_sort/res/all_word.json"
UNKNOWN = 1_000_000


@cache
def _places() -> dict[str, int]:
    table = Path(str(distribution("cn-sort").locate_file(TABLE)))
    rows = json.loads(table.read_text(encoding="utf-8"))["all_word"]
    return {row["chinese"]: row["stroke_increment_level"] for row in rows if ord(row["chinese"][:1]) > 0x2E7F}


def stroke_key(name: str) -> tuple[tuple[int, int], ...]:
    """Sorts names as the office lists them; a character that the table does not know stands after all others."""
    return tuple((_places().get(sign, UNKNOWN), ord(sign)) for sign in name)


def unknown_signs(name: str) -> str:
    """The characters whose place must be set by hand."""
    return "".join(sign for sign in name if sign not in _places() and sign != "·")
