"""F-39 党统汇总: the comparison of two years, the tables of ST-03 and the topics of ST-05, as they were frozen."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from partywork.common.pdf import Document


@dataclass(frozen=True)
class Row:
    """One line: label and its figures, in the order of the table's columns."""

    label: str
    figures: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """`key` names it for programs; `note` says what a reader must know."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody whose record makes a sum not fit, or leaves a line open, and what is to be looked at."""

    member: int
    name: str
    branch: str
    what: str


@dataclass(frozen=True)
class Missing:
    """So many members have nothing entered for `item`; a branch sees them by name."""

    item: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class StatisticsSheet:
    """Everything that is frozen with a table."""

    organization: str
    period: str
    as_of: date
    before_label: str
    before: int
    after: int
    ins: tuple[Row, ...]
    outs: tuple[Row, ...]
    fits: bool
    sentence: str
    people: tuple[Person, ...] = ()
    tables: tuple[Table, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[tuple[str, int | str], ...], ...]:
        """Beside each way in a way out, as the form has them."""
        ins = [(f"增加：{row.label}", row.figures[0]) for row in self.ins]
        outs = [(f"减少：{row.label}", row.figures[0]) for row in self.outs]
        return tuple(zip_longest(ins, outs, fillvalue=("", "")))


class StatisticsDocument(Document[StatisticsSheet]):
    template = "documents/statistics.html"
    stylesheets = ("form.css", "table.css", "statistics.css")
    content_type = StatisticsSheet
