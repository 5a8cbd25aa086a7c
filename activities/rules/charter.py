"""Reading the charter (党章) by articles until the whole text is read in the year (PD-15, N41).

Only numbers and the titles of chapters stand here; the text itself is read from the book. Article 0 is the 总纲.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from activities.rules.chinese_numbers import chinese_number

PREAMBLE, LAST = 0, 55
PARTS = LAST + 1


@dataclass(frozen=True)
class Chapter:
    title: str
    first: int
    last: int


CHAPTERS = (
    Chapter("总纲", 0, 0),
    Chapter("第一章 党员", 1, 9),
    Chapter("第二章 党的组织制度", 10, 18),
    Chapter("第三章 党的中央组织", 19, 24),
    Chapter("第四章 党的地方组织", 25, 29),
    Chapter("第五章 党的基层组织", 30, 34),
    Chapter("第六章 党的干部", 35, 38),
    Chapter("第七章 党的纪律", 39, 44),
    Chapter("第八章 党的纪律检查机关", 45, 47),
    Chapter("第九章 党组", 48, 50),
    Chapter("第十章 党和共产主义青年团的关系", 51, 52),
    Chapter("第十一章 党徽党旗", 53, 55),
)


@dataclass(frozen=True)
class Progress:
    """How often each part was read in the year, and how often the committee asks for the whole text.

    The whole text is read as often as its least read part. With nothing asked, one reading is the measure.
    """

    times: tuple[int, ...]
    asked: int

    @property
    def done(self) -> int:
        return sum(min(count, self._measure) for count in self.times)

    @property
    def total(self) -> int:
        return PARTS * self._measure

    @property
    def whole(self) -> int:
        return min(self.times)

    @property
    def is_met(self) -> bool:
        return self.whole >= self.asked

    @property
    def unread(self) -> tuple[int, ...]:
        """The parts that the reading going on has not come to; none when enough is read."""
        if self.whole >= self._measure:
            return ()
        return tuple(part for part, count in enumerate(self.times) if count == self.whole)

    @property
    def sentence(self) -> str:
        """已读 30 / 56 部分，还有第三十条至第五十五条 · 全文已读 1 遍"""
        if not self.unread:
            return f"全文已读 {self.whole} 遍"
        once = f"全文已读 {self.whole} 遍，" if self.whole else ""
        return f"{once}已读 {self.done} / {self.total} 部分，还有{parts_text(self.unread)}"

    @property
    def _measure(self) -> int:
        return max(self.asked, 1)


def progress(events: Iterable[Iterable[tuple[int, int]]], asked: int) -> Progress:
    """`events`: for each event held, the ranges read there. A part named twice at one event is read once."""
    times = [0] * PARTS
    for ranges in events:
        for part in {part for first, last in ranges for part in range(first, last + 1)}:
            times[part] += 1
    return Progress(tuple(times), asked)


def proposal(unread: Sequence[int], occasions: int) -> tuple[int, int] | None:
    """What to read next so that the rest is spread evenly over the occasions left: one run without a gap."""
    if not unread:
        return None
    share = -(-len(unread) // max(occasions, 1))
    first = last = unread[0]
    for part in unread[1:share]:
        if part != last + 1:
            break
        last = part
    return first, last


def part_name(part: int) -> str:
    return "总纲" if part == PREAMBLE else f"第{chinese_number(part)}条"


def range_text(first: int, last: int) -> str:
    """总纲至第三条 · 第十条 · 第十条至第十二条"""
    return part_name(first) if first == last else f"{part_name(first)}至{part_name(last)}"


def parts_text(parts: Iterable[int]) -> str:
    """Neighbours joined to ranges: 总纲至第三条、第九条."""
    runs: list[list[int]] = []
    for part in sorted(set(parts)):
        if runs and part == runs[-1][1] + 1:
            runs[-1][1] = part
        else:
            runs.append([part, part])
    return "、".join(range_text(first, last) for first, last in runs)
