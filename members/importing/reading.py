"""What was read from a roster file: people, and rows that were not taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Person:
    """One row that could be read. Empty cells stay None or "" and change nothing of what is known.

    `items` holds what goes beyond the seven first items, by the keys of members.importing.items, and only what was
    filled in. `notes` are what was assumed and the person who imports should look at; `month_only` names the dates
    that came without a day.
    """

    sheet: str
    row: int
    name: str
    sex: str | None
    joined_on: date | None
    full_on: date | None
    standing: str | None
    phone: str
    group: str
    notes: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    month_only: tuple[str, ...] = ()
    branch: str = ""
    items: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id_number(self) -> str:
        number: str = self.items.get("id_number", "")
        return number

    def same_day(self, field_name: str, known: date | None) -> bool:
        """Whether the file's date says nothing else than what is known: 2022.06 agrees with 2022-06-20."""
        read: date | None = getattr(self, field_name, None) or self.items.get(field_name)
        if read is None or known is None or field_name not in self.month_only:
            return read == known
        return (read.year, read.month) == (known.year, known.month)


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken: under which heading, what was read there, and what is needed."""

    column: str
    read: str
    needed: str

    @property
    def text(self) -> str:
        read = f"现在是“{self.read}”" if self.read else "现在是空的"
        return f"“{self.column}”：应填{self.needed}，{read}"


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken: where it stands, the cell that stopped it, and every other cell to be put right."""

    sheet: str
    row: int
    column: str
    read: str
    needed: str
    cells: tuple[str, ...] = ()
    others: tuple[Fault, ...] = ()

    @property
    def where(self) -> str:
        return f"{self.sheet} 第 {self.row} 行" if self.sheet else f"第 {self.row} 行"

    @property
    def faults(self) -> tuple[Fault, ...]:
        return Fault(self.column, self.read, self.needed), *self.others

    @property
    def text(self) -> str:
        return self.where + "；".join(fault.text for fault in self.faults) + "。"


@dataclass
class Reading:
    """All that a file says about people."""

    people: list[Person] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
