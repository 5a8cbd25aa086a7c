"""The numbers before paragraphs: 一、 （一） 1. （1） ① 一是, and what rank they have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from activities.importing.folding import fold
from activities.importing.numerals import number

LONGEST_PIECE = 4000
_CHINESE = r"[一二三四五六七八九十]{1,3}"
_MARKERS = (
    (1, re.compile(rf"第?({_CHINESE})(?:[、.]|部分)\s*")),
    (2, re.compile(rf"\(({_CHINESE})\)[、.]?\s*")),
    # 1.1月 is the first item, about January; 2026.1 and 3.5% are no items.
    (3, re.compile(r"(\d{1,2})(?:[、.](?!\d+%)|\))\s*")),
    (4, re.compile(r"\((\d{1,2})\)[、.]?\s*")),
    (5, re.compile(r"([①-⑳])\s*")),
    (6, re.compile(r"([一二三四五六七八九])(?:是|要)(?!否)\s*")),
    (7, re.compile(r"([-•·●■◆*➢])\s+")),
)
_INLINE = re.compile(
    r"(?:^|(?<=[。;;:,\s]))(?:\((\d{1,2})\)|(\d{1,2})[.、)]|([①-⑨])|([一二三四五六七八九])是)\s*"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph without its number; level 1 is the highest, None when it has no number."""

    text: str
    level: int | None = None
    ordinal: int = 0


def read_number(text: str) -> Numbered:
    """（一）线上理论学习 → level 2, ordinal 1, 线上理论学习."""
    folded = fold(text)
    for level, pattern in _MARKERS:
        found = pattern.match(folded)
        if found and found.end() < len(text):
            return Numbered(text[found.end() :].strip(), level, _ordinal(found[1]))
    return Numbered(text.strip())


def _ordinal(mark: str) -> int:
    if mark.isdecimal():
        return int(mark)
    if "①" <= mark <= "⑳":
        return ord(mark) - ord("①") + 1
    try:
        return number(mark)
    except (KeyError, ValueError):
        return 0


def pieces(text: str) -> Iterator[str]:
    """A paragraph in pieces of bearable length, cut after sentences: a whole book may arrive as one line."""
    while len(text) > LONGEST_PIECE:
        cut = text.rfind("。", 0, LONGEST_PIECE) + 1 or LONGEST_PIECE
        yield text[:cut]
        text = text[cut:]
    if text.strip():
        yield text.strip()


def split_items(text: str) -> list[str]:
    """1.召开支委会；2.开展慰问 → two items; one when the numbers do not run 1, 2, …"""
    folded = fold(text)
    starts: list[tuple[int, int]] = []
    for found in _INLINE.finditer(folded):
        mark = next(group for group in found.groups() if group)
        if _ordinal(mark) == len(starts) + 1:
            starts.append((found.start(), found.end()))
    if len(starts) < 2:
        return [text.strip()]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    items = [text[after:end].strip().rstrip("；;，,") for (_, after), end in zip(starts, ends, strict=True)]
    return [item for item in items if item]
