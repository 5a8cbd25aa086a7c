"""Files made to fill the memory or to stop the reader: each is refused in one sentence, and the server stays up."""

import io
import time
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as clock_time

import pytest
import xlsxwriter

from partywork.common import workbooks
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import MOST_ROWS, read_sheets
from tests.helpers.rosters import table, workbook


def refusal_of(content: bytes) -> str:
    with pytest.raises(DomainError) as refusal:
        read_sheets(content)
    assert refusal.value.field == "file"
    return refusal.value.code


def with_cell_at(row: int, column: int) -> bytes:
    """Two cells, five kilobytes."""
    return workbook(lambda sheet, _book: (sheet.write(0, 0, "姓名"), sheet.write(row, column, "x")))


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_575, 500), (4_998, 16_383)])
def test_two_cells_in_opposite_corners_do_not_end_the_process(row: int, column: int) -> None:
    assert refusal_of(with_cell_at(row, column)) == "too_large"


def test_a_stray_cell_far_to_the_right_of_few_rows_is_no_reason_to_refuse() -> None:
    (sheet,) = read_sheets(with_cell_at(3, 500))
    assert sheet.rows[0][0] == "姓名"


def rewritten(content: bytes, part: str, change) -> bytes:
    """The same workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry)
            new.writestr(entry, change(text) if entry == part else text)
    return out.getvalue()


def test_a_reference_written_in_another_way_is_no_way_round() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    content = rewritten(
        with_cell_at(9, 1), sheet, lambda xml: xml.replace(b'<c r="B10"', b"<c s='0' r='XFD1048576'")
    )
    assert refusal_of(content) in ("too_large", "unreadable")


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    """The table of contents says one byte; what unfolds are hundreds of megabytes of text."""

    def fill(sheet, _book) -> None:
        sheet.write_string(0, 0, "姓名")

    content = rewritten(
        workbook(fill),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"\xe5", b" " * 250_000_000 + b"\xe5", 1),
    )
    lying = bytearray(content)
    place = lying.rindex(b"xl/sharedStrings.xml")  # in the table of contents, which stands last
    lying[place - 46 + 24 : place - 46 + 28] = (1).to_bytes(4, "little")
    assert len(lying) < 10_000_000
    assert refusal_of(bytes(lying)) in ("too_large", "unreadable")


def test_entities_are_not_unfolded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "' + b"a" * 1000 + b'">'
    bomb += b"".join(
        b'<!ENTITY a%d "%s">' % (step, b"&a%s;" % (b"" if step == 0 else b"%d" % (step - 1)) * 50)
        for step in range(6)
    )
    content = rewritten(
        table(["姓名"], ["张三"]),
        "xl/sharedStrings.xml",
        lambda xml: bomb + b"]>" + xml[xml.index(b"<sst") :].replace("张三".encode(), b"&a5;"),
    )
    began = time.monotonic()
    try:
        read = read_sheets(content)
    except DomainError:
        read = []
    assert all(len(str(cell)) < 10_000 for sheet in read for row in sheet.rows for cell in row)
    assert time.monotonic() - began < 30


def test_merged_ranges_that_overlap_without_end_are_refused() -> None:
    book = table(["姓名", "性别"], ["张三", "男"])
    many = b"".join(b'<mergeCell ref="A1:B%d"/>' % row for row in range(2, 900))
    content = rewritten(
        book,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", b"</sheetData><mergeCells>" + many + b"</mergeCells>"),
    )
    assert refusal_of(content) == "unreadable"


@pytest.mark.parametrize("content", [b"a" + b"\n" * 9_000_000, b"a,b\n" * (MOST_ROWS + 1)])
def test_millions_of_blank_lines_are_not_kept_before_they_are_counted(content: bytes) -> None:
    assert refusal_of(content) == "too_many_rows"


def test_a_quote_that_never_ends_is_no_fault_of_ours() -> None:
    assert refusal_of('姓名,性别\n"'.encode() + b"a" * 1_100_000) == "unreadable"


def test_a_sign_that_no_database_keeps_is_left_out() -> None:
    content = ("姓名\n" + "\n" * 4_500 + "张\0三\n").encode()
    (sheet,) = read_sheets(content)
    assert sheet.rows[-1] == ["张三"]


def test_a_reader_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LONGEST_WAIT", 0.001)
    assert refusal_of(table(["姓名"])) == "too_large"


def test_everything_an_office_writes_comes_through_the_fence() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, ["文字", 3, 2.5, True])
        dated = [("2026-06-18", "yyyy-mm-dd"), ("2026-06-18T19:30", "yyyy-mm-dd hh:mm"), ("19:30", "hh:mm")]
        for column, (said, shown) in enumerate(dated):
            moment = datetime.fromisoformat(said) if "-" in said else clock_time.fromisoformat(said)
            sheet.write_datetime(1, column, moment, book.add_format({"num_format": shown}))
        sheet.write_number(1, 3, 1.5, book.add_format({"num_format": "[h]:mm"}))
        book.add_worksheet("附表").write(0, 0, "甲")
    first, second = read_sheets(buffer.getvalue())
    evening = datetime.fromisoformat("2026-06-18T19:30")
    assert first.rows == [
        ["文字", 3, 2.5, True],
        [date(2026, 6, 18), evening, evening.time(), timedelta(hours=36)],
    ]
    assert (second.name, second.rows) == ("附表", [["甲"]])
