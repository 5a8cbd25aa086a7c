"""Rosters as offices really send them: workbooks with merged cells and odd cells, made for the test."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from stdnum.cn import ric


def id_number(born: date, order: int = 1, *, male: bool = True) -> str:
    """A number that fits its check sign, of nobody: the order is odd for men."""
    first = f"110105{born:%Y%m%d}{order * 2 + (1 if male else 0):03}"
    return first + ric.calc_check_digit(f"{first}0")


def workbook(fill: Callable[[Any, Any], None], title: str = "名册") -> bytes:
    """A file of one sheet that `fill(sheet, workbook)` has written."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book.add_worksheet(title), book)
    return buffer.getvalue()


def table(*rows: Sequence[Any]) -> bytes:
    """A plain table: texts as texts, numbers as numbers, dates as Excel keeps them."""

    def fill(sheet: Any, book: Any) -> None:
        dated = book.add_format({"num_format": "yyyy/m/d"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, dated)
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write_number(number, column, value)

    return workbook(fill)
