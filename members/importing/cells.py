"""What a cell of an office's roster means: dates in five spellings, telephone numbers, sex, standing."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from members.choices import Sex, Standing
from members.rules.phones import normal_phone
from partywork.common.spreadsheets import Cell

FOUNDED = date(1921, 7, 1)
_EXCEL_ZERO = date(1899, 12, 30)
_DATE = re.compile(r"(\d{4})\s*[年./\-－—、]\s*(\d{1,2})\s*(?:[月./\-－—、]\s*(\d{1,2})?\s*[日号]?)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SERIAL = re.compile(r"\d{4,5}(\.\d+)?")  # days since 1900, as spreadsheets keep a day
SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_ROUNDED = re.compile(r"\d\.\d+E\+10", re.IGNORECASE)
_WITH_TIME = re.compile(r"[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")

SEXES = {
    "男": Sex.MALE,
    "女": Sex.FEMALE,
    "男性": Sex.MALE,
    "女性": Sex.FEMALE,
    "m": Sex.MALE,
    "f": Sex.FEMALE,
}
STANDINGS = {
    "正式": Standing.FULL,
    "正式党员": Standing.FULL,
    "中共党员": Standing.FULL,
    "党员": Standing.FULL,
    "中共正式党员": Standing.FULL,
    "预备": Standing.PROBATIONARY,
    "预备党员": Standing.PROBATIONARY,
    "中共预备党员": Standing.PROBATIONARY,
}
# Offices fill a column with few different words: what one of them means is worked out once.
remembered = lru_cache(maxsize=1024, typed=True)
NOT_MEMBERS = frozenset({"入党积极分子", "积极分子", "发展对象", "入党申请人", "共青团员", "团员", "群众"})


class UnreadableCellError(ValueError):
    """What is needed in the cell, in Chinese."""


def text_of(cell: Cell) -> str:
    """The cell as plain text: half-width digits, no spaces at the ends; numbers without a trailing .0."""
    if isinstance(cell, str):
        text = cell
    elif cell is None:
        return ""
    else:
        text = str(cell.date() if isinstance(cell, datetime) else cell)
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if text.isalnum():  # neither spaces nor marks: most cells
        return text
    return _INVISIBLE.sub("", text).strip().lstrip("'").strip()


@remembered
def read_date(cell: Cell, today: date, earliest: date = FOUNDED) -> tuple[date, bool] | None:
    """The day, and whether only the month was given (then its first day stands for it); None when empty."""
    if isinstance(cell, datetime):
        return _checked(cell.date(), today, earliest), False
    if isinstance(cell, date):
        return _checked(cell, today, earliest), False
    if isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", str(cell)):
        # A number cell cannot tell 1998.1 from 1998.10.
        raise UnreadableCellError("年月日都写全，如 1998-10-01；这个数字看不出是 1 月还是 10 月")
    text = _WITH_TIME.sub("", text_of(cell))
    if text in ("", "-", "—", "无", "/"):
        return None
    if _SERIAL.fullmatch(text) and 5000 < float(text) < 60000:
        return _checked(_EXCEL_ZERO + timedelta(days=int(float(text))), today, earliest), False
    found = _DATE.fullmatch(text) or _SOLID.fullmatch(text)
    if not found:
        raise UnreadableCellError("日期，如 1998-07-01、1998年7月1日或19980701")
    year, month, day = found.groups()
    try:
        return _checked(date(int(year), int(month), int(day or 1)), today, earliest), day is None
    except ValueError as error:
        if isinstance(error, UnreadableCellError):
            raise
        raise UnreadableCellError("真有的日期；这一天不存在") from None


@remembered
def read_sex(cell: Cell) -> Sex | None:
    text = text_of(cell).lower()
    if not text:
        return None
    if text not in SEXES:
        raise UnreadableCellError("男或女")
    return SEXES[text]


@remembered
def read_standing(cell: Cell) -> Standing | None:
    text = SPACES.sub("", text_of(cell))
    if not text:
        return None
    if text in NOT_MEMBERS:
        raise UnreadableCellError("正式党员或预备党员；其他人员不编入党员名册")
    if text not in STANDINGS:
        raise UnreadableCellError("正式党员或预备党员")
    return STANDINGS[text]


def read_phone(cell: Cell) -> str:
    text = text_of(cell)
    if _ROUNDED.fullmatch(text):
        text = str(int(float(text)))
    if text in ("-", "—", "无", "/"):
        return ""
    try:
        return normal_phone(text)
    except ValueError:
        raise UnreadableCellError("11 位手机号码") from None


def _checked(day: date, today: date, earliest: date) -> date:
    if day < earliest:
        raise UnreadableCellError(f"{earliest.year} 年 {earliest.month} 月以后的日期")
    if day > today:
        raise UnreadableCellError("不晚于今天的日期")
    return day
