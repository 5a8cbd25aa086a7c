"""How much of a text stands in another one, by its runs of five signs (N40)."""

import re
import zlib
from difflib import SequenceMatcher

RUN = 5
SKETCH = 48
SHORTEST = 40  # signs; "无", a name and a usual phrase are alike everywhere
LONGEST_READ = 3000
LONGEST_PASSAGE = 120


def plain(text: str) -> str:
    """Letters, figures and characters only: another comma does not make another text."""
    return re.sub(r"[\W_]+", "", text)


def runs(text: str) -> frozenset[str]:
    """Every run of five signs; none of a text too short to compare."""
    signs = plain(text)
    if len(signs) < SHORTEST:
        return frozenset()
    return frozenset(signs[at : at + RUN] for at in range(len(signs) - RUN + 1))


def sketch(text: str) -> list[int]:
    """The smallest numbers of its runs: alike texts share many of them, whatever stands around."""
    return sorted({zlib.crc32(run.encode()) & 0x7FFFFFFF for run in runs(text)})[:SKETCH]


def share(mine: frozenset[str], other: frozenset[str]) -> int:
    """How much of mine stands in the other, in whole percent, never rounded up."""
    return 100 * len(mine & other) // len(mine) if mine else 0


def is_alike(mine: frozenset[str], other: frozenset[str], pct: int) -> bool:
    """At the line it is alike; just under it is not."""
    return bool(mine) and 100 * len(mine & other) >= pct * len(mine)


def passage(mine: str, other: str) -> str:
    """The longest piece that stands in both, shortened for the page."""
    mine, other = mine[:LONGEST_READ], other[:LONGEST_READ]
    block = SequenceMatcher(None, mine, other, autojunk=False).find_longest_match()
    found = mine[block.a : block.a + block.size].strip()
    return f"{found[:LONGEST_PASSAGE]}……" if len(found) > LONGEST_PASSAGE else found
