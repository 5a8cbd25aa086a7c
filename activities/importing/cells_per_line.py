"""A table copied from a web page or Word often arrives as one cell per line, row after row."""

from itertools import islice, pairwise

from activities.importing.headers import Column, column_of
from activities.importing.lines import Cell, Grid, GridRow, Line
from activities.importing.time_cells import read_time_cell

FEWEST_COLUMNS, MOST_COLUMNS = 2, 12
LONGEST_TIME = 30


def find_grid(lines: list[Line], position: int, year: int) -> tuple[Grid, int] | None:
    """The table whose headings begin at `position`, and where it ends; None when none begins there.

    The headings must stand one per line, and what follows must fit them: a time where the time column is.
    """
    columns = _headings(lines, position)
    if not columns or Column.TIME not in columns:
        return None
    reader = _Stream([line for line in lines[position:] if line.text.strip()], columns, year)
    rows = reader.rows()
    if not rows:
        return None
    heading = _row(reader.lines[: len(columns)])
    last = rows[-1].lines[-1]
    end = next(index for index, line in enumerate(lines) if line.number == last) + 1
    return Grid("", (heading, *rows)), end


def _headings(lines: list[Line], position: int) -> list[Column] | None:
    found: list[Column] = []
    for line in islice(lines, position, None):
        if not line.text.strip():
            continue
        column = column_of(line.text)
        if column is None or len(found) == MOST_COLUMNS or column in found:
            break
        found.append(column)
    said = {Column.CONTENT, Column.THEME, Column.MODE} & set(found)
    return found if len(found) >= FEWEST_COLUMNS and said else None


def _row(lines: list[Line], texts: list[str] | None = None) -> GridRow:
    numbers = tuple(line.number for line in lines)
    first, last = lines[0], lines[-1]
    place = first.label if first is last else f"第{first.number}-{last.number}行"
    return GridRow(
        numbers, place, tuple(Cell(text) for text in texts or [line.text.strip() for line in lines])
    )


class _Stream:
    """Cells one after another; a row begins where its serial number or its time stands."""

    def __init__(self, lines: list[Line], columns: list[Column], year: int) -> None:
        self.lines, self.columns, self.year = lines, columns, year
        self.width = len(columns)
        self.time = columns.index(Column.TIME)
        self.numbered = columns[0] is Column.NUMBER

    def rows(self) -> list[GridRow]:
        starts = self._starts()
        rows = [self._fit(self.lines[start:end]) for start, end in pairwise(starts)]
        if starts:
            # No row follows the last: it is as long as the longest before, so that it takes no text along.
            longest = max((end - start for start, end in pairwise(starts)), default=self.width)
            rows.append(self._fit(self.lines[starts[-1] : starts[-1] + min(longest, self.width)]))
        return rows

    def _starts(self) -> list[int]:
        """Where rows begin; the table ends when no row begins within reach of the last one."""
        starts: list[int] = []
        position, reach = self.width, self.width + 1
        while position < reach and position < len(self.lines):
            if self._begins(position, len(starts) + 1):
                starts.append(position)
                position += 1
                # A row may hold a cell of several lines, but not of many.
                reach = position + 2 * self.width
            else:
                position += 1
        return starts

    def _begins(self, position: int, ordinal: int) -> bool:
        if self.numbered:
            text = self.lines[position].text.strip().rstrip(".、．")
            follows = self._is_time(position + self.time) or ordinal > 1
            return text.isdecimal() and len(text) <= 3 and int(text) == ordinal and follows
        if self.time <= 2:
            return self._is_time(position + self.time) and not self._is_time(position + self.time - 1)
        return (position - self.width) % self.width == 0 and self._is_time(position + self.time)

    def _is_time(self, position: int) -> bool:
        if not self.width <= position < len(self.lines):
            return False
        text = self.lines[position].text.strip()
        if not self.numbered and text.isdecimal():
            return 1 <= int(text) <= 12
        return len(text) <= LONGEST_TIME and read_time_cell(text, self.year) is not None

    def _fit(self, lines: list[Line]) -> GridRow:
        texts = [line.text.strip() for line in lines]
        missing = self.width - len(texts)
        if (
            missing > 0
            and self.numbered
            and len(texts) > self.time
            and not read_time_cell(texts[self.time], self.year)
        ):
            texts.insert(self.time, "")  # the month was merged with the row above
        if missing < 0:
            texts = self._join(texts)
        return _row(lines, texts + [""] * max(self.width - len(texts), 0))

    def _join(self, texts: list[str]) -> list[str]:
        """A cell of several lines: the surplus belongs to the content."""
        wide = next(
            index for column in (Column.CONTENT, Column.THEME, Column.MODE)
            for index, own in enumerate(self.columns) if own is column
        )  # fmt: skip
        surplus = len(texts) - self.width
        return [*texts[:wide], "\n".join(texts[wide : wide + surplus + 1]), *texts[wide + surplus + 1 :]]
