"""A table of any origin to rows of the plan: heading anywhere, repeated, merged months, notes beneath."""

import re
from dataclasses import dataclass, field

from activities.importing.columns import column_name, guess_columns, keeps_months_only
from activities.importing.fields import Fields, rows_from
from activities.importing.headers import NOT_A_PLAN, Column, read_header
from activities.importing.kinds import default_kind
from activities.importing.lines import Cell, Grid, GridRow, ReadNote, ReadRow
from activities.importing.month_columns import month_columns, read_month_columns
from activities.importing.time_cells import from_day, read_time_cell
from activities.importing.when import When

_REMARK = re.compile(r"^\s*(?:注|备注|说明|附|填表|制表|审核|联系|合计|总计|共计|以上|本表|※|\*)")
_SAID = (Column.CONTENT, Column.THEME, Column.MODE)
LONGEST_SECTION = 30
FURTHEST = 400  # rows beneath a heading that tell what its dates mean


@dataclass(slots=True)
class TableReading:
    """What one table gave."""

    rows: list[ReadRow] = field(default_factory=list)
    notes: list[ReadNote] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_table(grid: Grid, year: int, *, title: str, context: When | None = None) -> TableReading:
    """`title` is what stands above the table, `context` the month of the heading it belongs to."""
    return _TableReader(grid, year, title, context).read()


class _TableReader:
    def __init__(self, grid: Grid, year: int, title: str, context: When | None) -> None:
        self.grid, self.year = grid, year
        # A sheet called 3月 says the month of all its rows.
        self.context = context or (read_time_cell(grid.title, year) if grid.title else None)
        self.title = f"{title} {grid.title}"
        self.columns: dict[int, Column] | None = None
        self.previous: When | None = None
        self.month_only: set[int] = set()
        self.out = TableReading()

    def read(self) -> TableReading:
        rows = [row for row in self.grid.rows if not row.is_blank]
        if not any(read_header(row) or month_columns(row) for row in rows):
            self.columns = guess_columns(rows, self.year)
            if self.columns is None:
                self._explain(rows)
                return self.out
            self.month_only = keeps_months_only(rows, self.columns, {})
        position = 0
        while position < len(rows):
            position += self._read_from(rows, position)
        return self.out

    def _explain(self, rows: list[GridRow]) -> None:
        if rows:
            lines = tuple(line for row in rows for line in row.lines)
            why = "这张表没有认出时间和内容两列，没有读"
            self.out.notes.append(ReadNote(why, lines, rows[0].place))

    def _read_from(self, rows: list[GridRow], position: int) -> int:
        """Read the row at `position`; answers how many rows were taken."""
        row = rows[position]
        if header := read_header(row):
            self._begin(row, header, rows[position + 1 : position + 1 + FURTHEST])
        elif months := month_columns(row):
            return self._read_month_columns(rows, position, months)
        elif self.columns is None:
            self._before_heading(row)
        else:
            self._read_row(row, self.columns)
        return 1

    def _begin(self, row: GridRow, header: dict[int, Column], below: list[GridRow]) -> None:
        text = "".join(cell.text for cell in row.cells)
        self.previous = None if self.columns != header else self.previous
        self.columns = None if NOT_A_PLAN.search(text) else header
        if self.columns is None:
            self.out.notes.append(ReadNote("这张表像名册或签到表，不是计划，没有读", row.lines, row.place))
            return
        self.out.used.update(row.lines)
        self.month_only = keeps_months_only(below, header, {i: c.text for i, c in enumerate(row.cells)})

    def _read_month_columns(self, rows: list[GridRow], position: int, months: dict[int, int]) -> int:
        below = []
        for row in rows[position + 1 :]:
            if month_columns(row) or read_header(row):
                break
            below.append(row)
        found = read_month_columns(months, below, default_kind(self.title))
        self.out.rows += found
        self.out.used.update(rows[position].lines, *(row.lines for row in found))
        return 1 + len(below)

    def _before_heading(self, row: GridRow) -> None:
        """A title row above the heading says what the plan is about, or of which quarter it is."""
        filled = [cell.text for cell in row.cells if cell.text]
        if len(set(filled)) == 1:
            self.title += filled[0]

    def _read_row(self, row: GridRow, columns: dict[int, Column]) -> None:
        if all(cell.continues for cell in row.cells if cell.text):
            return
        filled = {index for index, cell in enumerate(row.cells) if cell.text}
        alone = len({row.cells[index].text for index in filled}) == 1
        first = min(filled)
        if alone and (columns.get(first) not in _SAID or len(filled) == len(row.cells) > 1):
            self._read_lonely(row, row.cells[first].text)
            return
        fields = Fields()
        for index, column in columns.items():
            if index < len(row.cells):
                fields.add(column, row.cells[index].text)
        if not fields.content and not fields.mode:
            self._leave(row, "只有时间，没有写活动内容" if fields.get(Column.TIME) else "没有写时间和内容")
            return
        if _REMARK.match(row.cells[first].text) and not fields.get(Column.TIME):
            self._leave(row, "像是表下的说明，不是活动")
            return
        self._propose(row, columns, fields)

    def _read_lonely(self, row: GridRow, text: str) -> None:
        """One text across the table: the month or quarter of the rows beneath, or a remark."""
        when = read_time_cell(text, self.year) if len(text) <= LONGEST_SECTION else None
        if when and when.says_something:
            self.context, self.previous = when, None
            self.out.used.update(row.lines)
        else:
            self._leave(row, "像是标题或说明，不是活动")

    def _leave(self, row: GridRow, why: str) -> None:
        self.out.notes.append(ReadNote(why, row.lines, row.place))

    def _propose(self, row: GridRow, columns: dict[int, Column], fields: Fields) -> None:
        when, notes = self._when(row, columns, fields)
        if when is None:
            self._leave(row, "这张表没有时间一列，看不出是哪个月")
            return
        self.out.rows += rows_from(
            fields,
            when,
            source=row.place,
            lines=row.lines,
            default=default_kind(self.title),
            notes=notes,
        )
        self.out.used.update(row.lines)

    def _when(
        self, row: GridRow, columns: dict[int, Column], fields: Fields
    ) -> tuple[When | None, tuple[str, ...]]:
        """The time of a row: its own cells first, then the cell above, then the heading over the table."""
        places = [
            index for index, column in columns.items() if column is Column.TIME and index < len(row.cells)
        ]
        written = [(index, row.cells[index]) for index in places if row.cells[index].text]
        known = [when for index, cell in written if (when := self._read_cell(index, cell))]
        if known:
            best = max(
                known, key=lambda when: (bool(when.start or when.end), bool(when.months), when.hint is False)
            )
            self.previous = best
            return best, self._unread(row, written, "没有认出是哪一天")
        if written:
            self.previous = None
            return When("", 0, 0), self._unread(row, written, "没有认出是哪个月，请指定")
        if self.previous:
            said = self.previous.text.strip()
            return self.previous, (f"{row.place}的时间格空着，按上面的「{said}」读",)
        if self.context:
            return self.context, ()
        if not places:
            return self._told_in_content(fields), ()
        return When("", 0, 0), (
            f"{row.place}{column_name(places[0], lettered=self.grid.lettered)}的时间格空着，请指定月份",
        )

    def _read_cell(self, index: int, cell: Cell) -> When | None:
        if cell.day:
            return from_day(cell.day, self.year, month_only=index in self.month_only)
        return read_time_cell(cell.text, self.year, months_only=index in self.month_only)

    def _unread(self, row: GridRow, written: list[tuple[int, Cell]], why: str) -> tuple[str, ...]:
        return tuple(
            f"{row.place}{column_name(index, lettered=self.grid.lettered)}写的是「{cell.text}」，{why}"
            for index, cell in written
            if not self._read_cell(index, cell)
        )

    def _told_in_content(self, fields: Fields) -> When | None:
        """A table without a time column may begin its contents with the month: 3月学雷锋活动."""
        head = re.split(r"[，,：:。;；]", fields.content.strip(), maxsplit=1)[0]
        found = re.match(r"\D{0,2}(\d{1,4}年)?.{1,3}月(\d{1,2}日)?", head)
        return read_time_cell(found.group(), self.year) if found else None
