"""Which member a name in a conference log means: 张一, 张一（会计系）, 会计系-张一, 张一的iPhone (S11, E-73)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_BRACKETS = re.compile(r"[()（）\[\]【】<>《》]")
_PARTS = re.compile(r"[\s\-—–_|/、,，:：@+＋]+")


@dataclass(frozen=True)
class Match:
    """The members it can be. `is_certain` only when the name stands there by itself and one member has it."""

    members: tuple[int, ...]
    is_certain: bool = False

    @property
    def proposed(self) -> int | None:
        return self.members[0] if len(self.members) == 1 else None


def match_name(written: str, names: Mapping[int, str]) -> Match:
    """`names` are the members of that day's roster, by their key."""
    text = unicodedata.normalize("NFKC", written).strip()
    parts = {"".join(part.split()) for part in _BRACKETS.split(text)}
    parts |= {piece for part in _BRACKETS.split(text) for piece in _PARTS.split(part)}
    exact = tuple(key for key, name in names.items() if unicodedata.normalize("NFKC", name) in parts)
    if exact:
        return Match(exact, is_certain=len(exact) == 1)
    squeezed = "".join(text.split())
    inside = [(key, name) for key, name in names.items() if len(name) > 1 and name in squeezed]
    # 欧阳一 holds 阳一: the longest name that fits is meant.
    longest = max((len(name) for _, name in inside), default=0)
    return Match(tuple(key for key, name in inside if len(name) == longest))
