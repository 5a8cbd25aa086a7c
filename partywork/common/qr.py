"""A QR code as one path of an SVG, for a page or a printed form."""

from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET = 4  # modules of white around it that the standard asks for


@dataclass(frozen=True)
class Code:
    """`path` draws the dark modules; `size` is the edge in modules with the quiet zone."""

    path: str
    size: int


@lru_cache(maxsize=256)
def code_of(text: str) -> Code:
    """A run of dark squares at a time, which keeps the path short."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = end + 1
    return Code("".join(runs), len(rows) + 2 * QUIET)
