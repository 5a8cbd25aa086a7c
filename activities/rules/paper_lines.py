"""The signed sheet as it is typed in: numbers or names, an hour behind whoever came later (N17, E-81)."""

import re
from dataclasses import dataclass
from datetime import time

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
_BETWEEN = re.compile(r"[\s,，、;；。]+")


@dataclass(frozen=True)
class Typed:
    """One person on one line; `at` is None where the paper does not say when."""

    line: int
    who: str
    at: time | None = None


@dataclass(frozen=True)
class Wrong:
    """What could not be taken, where it stands, and why."""

    line: int
    text: str
    reason: str

    def __str__(self) -> str:
        return f"第 {self.line} 行“{self.text}”：{self.reason}"


def read_lines(text: str) -> tuple[list[Typed], list[Wrong]]:
    """A line may hold one person or many: `013`, `013 021 035`, `013 14:20`, `钱五、李二`."""
    found: list[Typed] = []
    wrong: list[Wrong] = []
    for number, line in enumerate(text.splitlines(), start=1):
        behind: Typed | None = None
        for part in filter(None, _BETWEEN.split(line)):
            clock = _CLOCK.fullmatch(part)
            if clock is None:
                behind = Typed(number, part[:40])
                found.append(behind)
            elif behind is None or behind.at is not None:
                wrong.append(Wrong(number, part, "时间要写在号码或姓名的后面，一人一个。"))
            else:
                behind = found[-1] = Typed(number, behind.who, time(int(clock[1]), int(clock[2])))
    return found, wrong
