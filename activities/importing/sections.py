"""What stands under a month heading, how far it reaches, and which of its items name their own time."""

from dataclasses import dataclass

from activities.importing.landmarks import heads_requirements
from activities.importing.lines import Line
from activities.importing.months import find_times
from activities.importing.numbering import Numbered
from activities.importing.when import When

LEVEL_OF_PLAIN = 2.5  # a month that stands alone ranks below 一、 and （一）, above 1.


@dataclass(slots=True)
class Section:
    """What stands under a month heading, until a heading of the same rank."""

    when: When
    level: float
    line: Line
    last: tuple[int | None, int] = (None, 0)

    def ends_at(self, line: Line, numbered: Numbered) -> bool:
        """Whether the paragraph is no longer under the heading."""
        if heads_requirements(numbered.text):
            return True
        if level_of(line, numbered, 9) > self.level:
            return False
        continues = self.last == (numbered.level, numbered.ordinal - 1)
        begins = self.last[0] in (None, 0) and numbered.ordinal == 1
        return not (self.level == LEVEL_OF_PLAIN and line.heading is None and (continues or begins))


def level_of(line: Line, numbered: Numbered, otherwise: float) -> float:
    """The rank of a paragraph: as the word processor says, else by the way it is numbered."""
    if line.heading is not None:
        return line.heading / 10
    return numbered.level or otherwise


def own_time(item: str, when: When, year: int, years: frozenset[int]) -> When:
    """An item that names its own day keeps it: 1.3月5日开展学雷锋活动 under 3月."""
    for own in find_times(item, year):
        if own.start and own.months == when.months and (own.year in (None, *years)):
            return own
        if own.at == 0 and own.months and not when.months:
            return own
    return when
