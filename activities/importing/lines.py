"""What a document is made of before anybody asks what it means, and what was read from it."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph of the source; `number` is unique in the document and starts at 1."""

    number: int
    label: str
    text: str
    heading: int | None = None  # 1 is the highest, as the word processor says


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as shown; `day` is set when the sheet keeps a real date in it."""

    text: str = ""
    day: date | None = None
    continues: bool = False  # the lower part of a cell merged downwards: repeats what stands above


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a table and the source lines it came from (several when cells arrive one per line)."""

    lines: tuple[int, ...]
    place: str
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in document order. `title` is what the sheet is called, empty for a table in running text."""

    title: str
    rows: tuple[GridRow, ...]
    lettered: bool = False  # columns are named A, B, C as in a spreadsheet


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A document taken apart: its blocks in order, every line of it, and what was left out on opening."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One proposed row of the plan and where it was read (PL-02). Dates only where the text has them."""

    month: int | None
    start: date | None
    end: date | None
    recurrence: str | None
    mode: str
    content: str
    kind: str
    source: str
    lines: tuple[int, ...]
    notes: tuple[str, ...] = ()
    begins: time | None = None
    finishes: time | None = None
    responsible: str = ""
    participants: str = ""
    place: str = ""
    budget: str = ""
    remark: str = ""
    required: str = ""


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Something that stands in the document and did not become a row, and why."""

    text: str
    lines: tuple[int, ...] = ()
    source: str = ""

    def __str__(self) -> str:
        return f"{self.source}：{self.text}" if self.source else self.text


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source as the page shows it beside the rows."""

    number: int
    label: str
    text: str
    used: bool


@dataclass(frozen=True, slots=True)
class PlanReading:
    """Everything read from one document; nothing of it is in the plan before the secretary agrees."""

    rows: tuple[ReadRow, ...]
    lines: tuple[SourceLine, ...]
    notes: tuple[ReadNote, ...]
    year: int
