"""Text from anywhere to lines and tables: tabs, markdown, commas, wide gaps, one cell per line."""

import csv
import re
from collections.abc import Iterator

from activities.importing.cells_per_line import find_grid
from activities.importing.folding import fold
from activities.importing.headers import read_header
from activities.importing.lines import Block, Cell, Document, Grid, GridRow, Line
from activities.importing.time_cells import read_time_cell

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_GAP = re.compile(r"\u3000+|\s{2,}|\t+")
_EMPHASIS = re.compile(r"(?<!\*)\*\*(?=[^*\s])([^*]{1,200})\*\*(?!\*)")
_HASHES = re.compile(r"^(#{1,6})\s+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
MOST_HEADINGS = 40
MOST_COLUMNS = 100
csv.field_size_limit(1_000_000)


def read_text(text: str, year: int, *, delimited: bool = False) -> Document:
    """`delimited`: the file calls itself a table (.csv), so separators are believed without a heading."""
    reader = _TextReader(text.split("\n"), year, delimited)
    return Document(tuple(reader.blocks()), tuple(reader.lines))


def _line(number: int, raw: str) -> Line:
    """Marks of markdown are not words of the plan; runs of * stand for words left out and stay."""
    hashes = _HASHES.match(raw)
    text = raw[hashes.end() :] if hashes else raw
    text = _EMPHASIS.sub(r"\1", text)
    return Line(number, f"第{number}行", text.strip(), len(hashes[1]) if hashes else None)


class _TextReader:
    def __init__(self, raws: list[str], year: int, delimited: bool) -> None:
        self.raws, self.year, self.delimited = raws, year, delimited
        self.lines = [_line(number, raw) for number, raw in enumerate(raws, 1)]
        self.plain_until = 0  # lines that were tried as a table already and are none

    def blocks(self) -> Iterator[Block]:
        position = 0
        while position < len(self.lines):
            found = self._table_at(position)
            if found:
                yield found[0]
                position = found[1]
            else:
                yield self.lines[position]
                position += 1

    def _table_at(self, position: int) -> tuple[Grid, int] | None:
        raw = self.raws[position]
        if not raw.strip():
            return None
        if raw.count("|") + raw.count("｜") >= 2:
            return _markdown(self.lines, self.raws, position)
        separator = self._separator(raw)
        if separator and position >= self.plain_until:
            return self._delimited(position, separator)
        if len(texts := _GAP.split(raw.strip())) > 1 and _is_heading(texts):
            return _gaps(self.lines, self.raws, position)
        return find_grid(self.lines, position, self.year)

    def _separator(self, raw: str) -> str | None:
        if "\t" in raw.strip():
            return "\t"
        for separator in ",;，；":
            if separator in raw and (self.delimited or _is_heading(raw.split(separator))):
                return separator
        return None

    def _delimited(self, position: int, separator: str) -> tuple[Grid, int] | None:
        """Rows of a table as a spreadsheet copies them: quoted cells may run over several lines."""
        rows: list[GridRow] = []
        while position < len(self.raws):
            raw = self.raws[position]
            if not raw.strip():
                if not self.delimited and separator not in "".join(self.raws[position + 1 : position + 2]):
                    break
                position += 1
                continue
            if separator not in raw and not (self.delimited and rows):
                break
            end = _end_of_record(self.raws, position)
            texts = _split("\n".join(self.raws[position:end]), separator, len(rows[0].cells) if rows else 0)
            rows.append(_row(tuple(self.lines[position:end]), texts))
            position = end
        grid = Grid("", tuple(rows))
        if self.delimited or any(read_header(row) for row in rows) or _has_times(rows, self.year):
            return grid, position
        self.plain_until = position
        return None


def _split(record: str, separator: str, width: int) -> list[str]:
    """Unquoted separators beyond the width of the heading belong to the last cell."""
    if '"' in record:
        try:
            return next(csv.reader([record], delimiter=separator), [])
        except csv.Error:
            pass
    texts = record.split(separator)
    return record.split(separator, width - 1) if width > 1 and len(texts) > width else texts


def _is_heading(texts: list[str]) -> bool:
    if len(texts) > MOST_HEADINGS:
        return False
    return read_header(GridRow((), "", tuple(Cell(text.strip().strip('"')) for text in texts))) is not None


def _markdown(lines: list[Line], raws: list[str], position: int) -> tuple[Grid, int] | None:
    rows = []
    while position < len(raws) and raws[position].count("|") + raws[position].count("｜") >= 1:
        text = raws[position].strip()
        if not _RULE.fullmatch(fold(text)) and text.strip("|-: "):
            inner = fold(text)
            first, last = int(inner.startswith("|")), len(text) - int(inner.endswith("|"))
            parts = re.split(r"(?<!\\)[|｜]", text[first:last])
            rows.append(_row((lines[position],), [_BREAK.sub("\n", _plain(part)) for part in parts]))
        position += 1
    return (Grid("", tuple(rows)), position) if rows else None


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\1", text).replace("\\|", "|").strip()


def _row(lines: tuple[Line, ...], texts: list[str]) -> GridRow:
    first, last = lines[0], lines[-1]
    place = first.label if first is last else f"第{first.number}-{last.number}行"
    return GridRow(
        tuple(line.number for line in lines),
        place,
        tuple(Cell(text.strip()) for text in texts[:MOST_COLUMNS]),
    )


def _end_of_record(raws: list[str], position: int) -> int:
    """One past the last line of the record: an open quotation mark runs on, but not for ever."""
    quotes = raws[position].count('"')
    end = position + 1
    while quotes % 2 and end < min(len(raws), position + 30):
        quotes += raws[end].count('"')
        end += 1
    return end if quotes % 2 == 0 else position + 1


def _has_times(rows: list[GridRow], year: int) -> bool:
    firsts = [cell.text for row in rows for cell in row.cells[:2] if cell.text and len(cell.text) < 20]
    return (
        len(rows) > 1 and sum(1 for text in firsts if not text.isdigit() and read_time_cell(text, year)) > 1
    )


def _gaps(lines: list[Line], raws: list[str], position: int) -> tuple[Grid, int]:
    """Columns held apart by wide spaces: as many as the heading has, the last takes the rest."""
    width = len(_GAP.split(raws[position].strip()))
    rows = [_row((lines[position],), _GAP.split(raws[position].strip()))]
    position += 1
    while position < len(raws):
        texts = _GAP.split(raws[position].strip(), maxsplit=width - 1)
        if raws[position].strip() and len(texts) < 2:
            break
        if raws[position].strip():
            rows.append(_row((lines[position],), texts))
        position += 1
    return Grid("", tuple(rows)), position
