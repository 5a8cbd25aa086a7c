"""Tables from the office's own files (.xlsx, .xls, .csv), judged by content; and safe ones to hand out."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter

from partywork.common.errors import DomainError
from partywork.common.workbooks import TOO_LARGE, WorkbookRefused, open_own_workbook, open_workbook

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
# A small file may unfold to gigabytes; no office roster needs more than this.
LARGEST_UNPACKED = 200 * MEGABYTE
MOST_ROWS = 5000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Cell = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was filled in; `rows[i]` is row `first_row + i` as the program shows it."""

    name: str
    rows: list[list[Cell]]
    first_row: int = 1
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()


def read_sheets(content: bytes, *, most_rows: int = MOST_ROWS) -> list[Sheet]:
    """The sheets of a workbook, or the one table of a .csv; DomainError in Chinese when it is neither.

    More rows than an office uploads are for the operator's commands: then the size is not limited either.
    """
    if len(content) > LARGEST and most_rows <= MOST_ROWS:
        size = len(content) / MEGABYTE
        sentence = f"文件有 {size:.1f} MB，超过 10 MB。请只保留要导入的那张表。"
        raise DomainError(sentence, code="too_large", field="file")
    if not content.strip():
        raise DomainError("文件是空的。", code="empty_file", field="file")
    if content.startswith((_ZIP, _OLE)):
        return _workbook(content, most_rows)
    return [_text_table(content, most_rows)]


def _workbook(content: bytes, most_rows: int) -> list[Sheet]:
    opened = open_own_workbook
    if most_rows <= MOST_ROWS:
        _refuse_bomb(content)
        opened = open_workbook
    try:
        tables = opened(content, most_rows=most_rows + 1)
    except WorkbookRefused as refusal:
        if refusal.wrong == TOO_LARGE:
            raise _too_large() from refusal
        raise DomainError(
            "这个文件打不开。请在 Excel 或 WPS 里另存为 .xlsx 再上传；加了密码的文件要先去掉密码。",
            code="unreadable",
            field="file",
        ) from refusal
    sheets = [Sheet(each.name, _cells(each.rows), merged=each.merged) for each in tables]
    return [_limited(sheet, most_rows) for sheet in sheets]


def _refuse_bomb(content: bytes) -> None:
    if not content.startswith(_ZIP):
        return
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise DomainError("文件已损坏，请重新保存后再上传。", code="unreadable", field="file") from error
    if unpacked > LARGEST_UNPACKED:
        raise _too_large()


def _too_large() -> DomainError:
    return DomainError("文件展开后太大，请只保留要导入的那张表。", code="too_large", field="file")


def _text_table(content: bytes, most_rows: int) -> Sheet:
    text = _decoded(content)
    sample = text[:4000]
    delimiter = max(",\t;，", key=sample.count)
    if delimiter == "，":
        text, delimiter = text.replace("，", ","), ","
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), most_rows + 1))
    except csv.Error as error:
        sentence = "有一格太长，多半是少了一个引号。请在 Excel 或 WPS 里另存为 .xlsx 再上传。"
        raise DomainError(sentence, code="unreadable", field="file") from error
    return _limited(Sheet("", _cells(rows)), most_rows)


def _decoded(content: bytes) -> str:
    if b"\x00" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DomainError("这不是表格文件。请上传 .xlsx、.xls 或 .csv。", code="unreadable", field="file")
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DomainError("看不懂这个文件的文字编码。请另存为 .xlsx 再上传。", code="unreadable", field="file")


def _limited(sheet: Sheet, most_rows: int) -> Sheet:
    if len(sheet.rows) > most_rows:
        raise DomainError(f"一次最多读 {most_rows} 行，请分成几个文件。", code="too_many_rows", field="file")
    return sheet


def _cells(rows: Iterable[Sequence[Any]]) -> list[list[Cell]]:
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: Any) -> Cell:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        value = value.replace("\0", "")  # no name has one, and no database keeps one
    return None if value == "" else value


def defused(value: Cell) -> Cell:
    """Text that a spreadsheet program would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value


def write_sheet(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    notes: Sequence[str] = (),
    footer: str = "",
) -> bytes:
    """An .xlsx of one sheet: head, rows, the notes below them, and `footer` on every printed page (PI-13)."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet(title[:31])
        bold = workbook.add_format({"bold": True, "bottom": 1})
        dated = workbook.add_format({"num_format": "yyyy-mm-dd"})
        grey = workbook.add_format({"font_color": "#5c544a"})
        sheet.write_row(0, 0, list(head), bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, last, column, value, dated)
        for offset, note in enumerate(notes, start=last + 2):
            sheet.write_string(offset, 0, note, grey)
        if footer:
            sheet.set_footer(f"&L{footer.replace('&', '&&')[:200]}&R第 &P 页，共 &N 页")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(head) - 1, 0), 14)
    return buffer.getvalue()


def _write(sheet: Any, row: int, column: int, value: Cell, dated: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), dated)  # noqa: DTZ001
    elif isinstance(value, str):
        sheet.write_string(row, column, str(defused(value)))
    elif value is not None:
        sheet.write(row, column, value)
