"""Documents as offices make them, built for the tests."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import docx
import xlsxwriter


def word(build: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    made = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.cell(r, c).text = text
    return made


def workbook(build: Callable[[Any], None]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    build(book)
    book.close()
    return buffer.getvalue()


def sheet(rows: Sequence[Sequence[Any]], name: str = "党日计划") -> bytes:
    def build(book: Any) -> None:
        page = book.add_worksheet(name)
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(r, c, value, days)
                elif value != "":
                    page.write(r, c, value)

    return workbook(build)
