"""Is it adopted: more than half of those expected, or of those present, in whole numbers (V-*, E-39, E-40)."""

from dataclasses import dataclass
from enum import StrEnum


class Base(StrEnum):
    """Of whom more than half must be in favour."""

    EXPECTED = "expected"
    PRESENT = "present"


BASE_NAMES = {Base.EXPECTED: "应到", Base.PRESENT: "实到"}


@dataclass(frozen=True)
class Majority:
    """More than half of `of` people: exactly half does not pass, and who abstained or kept away was not in favour."""

    of: int

    @property
    def needed(self) -> int:
        return self.of // 2 + 1

    def passes(self, in_favour: int) -> bool:
        return in_favour * 2 > self.of
