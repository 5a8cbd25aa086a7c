"""公民身份号码: read however it was typed, checked by its last sign, told what it says (GB 11643, E-72)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from stdnum.cn import ric

from partywork.common.clock import full_date

_BETWEEN = re.compile(r"[\s\-－—'’]")
_ROUNDED = re.compile(r"\d(\.\d+)?E\+?\d{2}")
_OLD = re.compile(r"\d{15}")
_NUMBER = re.compile(r"\d{17}[\dX]")


@dataclass(frozen=True)
class IdNumber:
    """Eighteen signs; `birth_date` and `is_male` as the number has them."""

    text: str
    birth_date: date
    is_male: bool


@lru_cache(maxsize=1)  # a row's checks ask about the same number one after the other
def read_id_number(typed: str) -> IdNumber:
    """The number of 18 signs; one of 15 digits (until 1999) is completed. ValueError says what is wrong."""
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    if _ROUNDED.fullmatch(plain):
        raise ValueError("这是 Excel 按数字存的身份证号，后几位已经丢了，请把这一列改成文本，重新填写。")
    if _OLD.fullmatch(plain):
        plain = _completed(plain)
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"身份证号应是 18 位（老号码 15 位），现在是 {len(plain)} 位，请核对。")
    if plain[-1] != ric.calc_check_digit(plain):
        raise ValueError("身份证号的最后一位和前面的数字对不上，可能有一位打错了，请核对。")
    try:
        born = birth_date_in(plain)
    except ValueError:
        raise ValueError("身份证号里的出生日期不存在，请核对第 7—14 位。") from None
    if born.year < 1900:
        raise ValueError("身份证号里的出生年份不对，请核对第 7—10 位。")
    return IdNumber(plain, born, int(plain[16]) % 2 == 1)


def birth_date_in(number: str) -> date:
    """The day that stands in a number of 18 signs; ValueError when there is no such day."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def _completed(old: str) -> str:
    """15 digits have the year in two digits, all of the last century, and no check sign."""
    longer = f"{old[:6]}19{old[6:]}"
    return longer + ric.calc_check_digit(f"{longer}0")


def birth_note(archive: date | None, by_id: date | None) -> str:
    """Both dates are kept; the archive's counts (E-72). "" when they agree or one is missing."""
    if archive is None or by_id is None or archive == by_id:
        return ""
    return f"身份证上是{full_date(by_id)}，和档案不一致；以档案为准。"
