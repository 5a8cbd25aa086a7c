"""How the names of a sign-in sheet fill its pages: two columns a page, read down the left one, then the right one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Protocol

FIRST_PAGE, FURTHER_PAGE = 25, 29  # lines of 8.4 mm below the heading; on a page of names only
SIGNATURES = 4  # lines that the sums and the signatures take
ONE_COLUMN_UP_TO = 12


class Named(Protocol):
    @property
    def group(self) -> str: ...


@dataclass(frozen=True)
class Cell:
    """One place in a column: a person, the heading of a Party group, or nothing."""

    line: Named | None = None
    heading: str = ""


Row = tuple[Cell, Cell]


def with_headings(lines: Sequence[Named]) -> list[Cell]:
    """The names with a heading before each Party group, where the list is in the order of the groups."""
    groups = [(name, list(members)) for name, members in groupby(lines, key=lambda line: line.group)]
    names = [name for name, _ in groups]
    if len(set(names)) != len(names) or names in ([], [""]):
        return [Cell(line) for line in lines]
    cells: list[Cell] = []
    for name, members in groups:
        cells.append(Cell(heading=f"{name or '未编组'}（{len(members)}人）"))
        cells += [Cell(line) for line in members]
    return cells


def pages(cells: list[Cell], guests: int) -> Iterator[list[Row]]:
    """Full pages first; what is left is shared evenly by the columns of the last one."""
    room, start, foot = FIRST_PAGE, 0, SIGNATURES + (guests + 2 if guests else 0)
    while len(cells) - start > 2 * max(room - foot, 1):
        here = cells[start : start + 2 * room]
        left = _fold(here, min(room, -(-len(here) // 2) if len(here) < 2 * room else room))
        yield _rows(here, left)
        start, room = start + len(here), FURTHER_PAGE
    if rest := cells[start:]:
        yield _rows(rest, _fold(rest, -(-len(rest) // 2)))


def _fold(cells: list[Cell], left: int) -> int:
    """A heading at the foot of the left column goes over to the right one."""
    return left - 1 if 1 < left < len(cells) and cells[left - 1].heading else left


def _rows(cells: list[Cell], left: int) -> list[Row]:
    return list(zip_longest(cells[:left], cells[left:], fillvalue=Cell()))
