"""The geometry of the people bar: one cell a person, so that it can be counted, and a line at the quorum."""

from dataclasses import dataclass
from functools import cached_property

# Beyond this nobody counts cells; each kind becomes one block.
COUNTABLE = 120
GAP = 4.0


@dataclass(frozen=True)
class Cell:
    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PeopleBar:
    """Head counts: came, made up later, not settled yet, did not come; and the number that is required."""

    present: int
    made_up: int
    unsettled: int
    missing: int
    required: int
    wall: bool = False

    @property
    def total(self) -> int:
        return self.present + self.made_up + self.unsettled + self.missing

    @property
    def lacking(self) -> int:
        return max(self.required - self.present, 0)

    @property
    def width(self) -> int:
        return 760 if self.wall else 720

    @property
    def height(self) -> int:
        return 78 if self.wall else 40

    @property
    def top(self) -> int:
        return 32 if self.wall else 6

    @property
    def cell_height(self) -> int:
        return 40 if self.wall else 28

    @cached_property
    def cells(self) -> list[Cell]:
        kinds = (
            ("in", self.present),
            ("made", self.made_up),
            ("open", self.unsettled),
            ("leave", self.missing),
        )
        found: list[Cell] = []
        place = 0
        for kind, count in kinds:
            for first, size in self._runs(place, count):
                found += self._draw(kind, first, size)
            place += count
        return found

    @property
    def limit_x(self) -> float:
        return round(min(self.required, self.total) * self._pitch - self._gap / 2, 1)

    @property
    def limit_label_x(self) -> float:
        """Kept off the edges, so that the words beside the line are never cut."""
        return min(max(self.limit_x, 90.0), self.width - 90.0)

    @property
    def limit_top(self) -> int:
        return 26 if self.wall else 0

    @property
    def _gap(self) -> float:
        return GAP if self.total <= COUNTABLE else 0.0

    @property
    def _pitch(self) -> float:
        return (self.width + self._gap) / max(self.total, 1)

    def _runs(self, place: int, count: int) -> list[tuple[int, int]]:
        """Each person alone, or all of a kind in one block when there are too many to count."""
        if not count:
            return []
        if self.total > COUNTABLE:
            return [(place, count)]
        return [(place + step, 1) for step in range(count)]

    def _draw(self, kind: str, first: int, size: int) -> list[Cell]:
        x, width = first * self._pitch, size * self._pitch - self._gap
        outline = Cell(
            "leave" if kind == "made" else kind,
            round(x + 0.75, 1),
            self.top + 0.75,
            round(width - 1.5, 1),
            self.cell_height - 1.5,
        )
        low = self.cell_height * 0.6
        filled = Cell(kind, round(x, 1), self.top, round(width, 1), self.cell_height)
        half = Cell(kind, round(x, 1), self.top + self.cell_height - low, round(width, 1), low)
        return {"in": [filled], "made": [outline, half]}.get(kind, [outline])
