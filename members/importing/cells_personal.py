"""What the personal cells of a roster mean: identity numbers, birth dates, yes and no, two numbers in one cell."""

import re
from datetime import date, timedelta

from members.importing.cells import SPACES, UnreadableCellError, read_date, read_phone, remembered, text_of
from members.rules import id_numbers
from partywork.common.spreadsheets import Cell

LONGEST_LIFE = timedelta(days=120 * 366)
LONGEST_TEXT, LONGEST_ADDRESS = 120, 200
NOTHING = frozenset({"", "-", "—", "--", "——", "无", "/", "空", "暂无"})
_LOST_DIGITS = (
    "18 位身份证号，并且是文本：表格程序把它当成了数字，最后几位已经丢了，"
    "请先把这一列设成“文本”格式，再重新填写"
)
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_YES_AND_MORE = re.compile(r"(是|否|无|不是|√|×)\s*[/、,;:(]?\s*(.*?)\)?")
_NORMAL = re.compile(r"(党籍)?正常.*|正式|在册|恢复党籍")
_TWO_NUMBERS = re.compile(r"[/、,;\n]|\s{2,}")
_MOBILE = re.compile(r"1\d{10}")
_LANDLINE = re.compile(r"(?:\(?0\d{2,3}\)?[-—－ ]?)?\d{7,8}(?:[-—－转]\d{1,6})?")


def read_text(cell: Cell) -> str:
    """Plain text; a dash and 无 stand for nothing."""
    return _text(cell, LONGEST_TEXT)


def read_address(cell: Cell) -> str:
    return _text(cell, LONGEST_ADDRESS)


def read_id_number(cell: Cell) -> str:
    """Eighteen characters that fit their check; a number that a spreadsheet has rounded is refused."""
    text = SPACES.sub("", text_of(cell))
    if text in NOTHING:
        return ""
    rounded = isinstance(cell, (int, float)) and not isinstance(cell, bool) and len(text) > 15
    if rounded or _ROUNDED.fullmatch(text):
        raise UnreadableCellError(_LOST_DIGITS)
    try:
        return id_numbers.read_id_number(text).text
    except ValueError as wrong:
        if re.fullmatch(r"\d{15}000", text):
            raise UnreadableCellError(_LOST_DIGITS) from None
        raise UnreadableCellError(f"正确的身份证号（{str(wrong).rstrip('。')}）") from None


def read_birth(cell: Cell, today: date) -> tuple[date, bool] | None:
    """The day of birth, and whether only year and month are known; people are older than the Party may be."""
    return read_date(cell, today, earliest=today - LONGEST_LIFE)


def read_yes(cell: Cell) -> bool | None:
    answer, more = read_yes_and_more(cell)
    if more:
        raise UnreadableCellError("是或否")
    return answer


@remembered
def read_yes_and_more(cell: Cell) -> tuple[bool | None, str]:
    """是/2019.5.1, 是（深圳市）, 否: the answer, and what was written beside it. Anything else counts as yes."""
    text = SPACES.sub(" ", text_of(cell))
    if text in NOTHING and text != "无":
        return None, ""
    found = _YES_AND_MORE.fullmatch(text)
    if not found:
        return True, text
    answer = found[1] in ("是", "√")
    return answer, found[2] if answer else ""


@remembered
def read_party_status(cell: Cell) -> str:
    """Whoever stands in a branch's roster is in normal standing; the others have their own record (MEM-20)."""
    text = read_text(cell)
    if text and not _NORMAL.fullmatch(text):
        raise UnreadableCellError("正常；停止党籍、出党和去世的不编入名册")
    return ""


def read_numbers(cell: Cell) -> tuple[str, str]:
    """Mobile and landline out of one cell: 13800138000/0571-88888888."""
    text = text_of(cell)
    parts = [part for part in _TWO_NUMBERS.split(text) if part.strip()]
    if len(parts) < 2 and not _is_landline(text):
        return read_phone(cell), ""
    mobile, landline = "", ""
    for part in parts:
        if _is_landline(part):
            landline = landline or read_landline(part)
        else:
            mobile = mobile or read_phone(part)
    return mobile, landline


def read_landline(cell: Cell) -> str:
    text = read_text(cell).replace(" ", "")
    if not text:
        return ""
    if not _is_landline(text):
        raise UnreadableCellError("固定电话，如 0571-88888888")
    return re.sub(r"[—－]", "-", text)


def _text(cell: Cell, longest: int) -> str:
    text = SPACES.sub(" ", text_of(cell))
    if len(text) > longest:
        raise UnreadableCellError(f"不超过 {longest} 个字")
    return "" if text in NOTHING else text


def _is_landline(text: str) -> bool:
    plain = text.strip()
    return bool(_LANDLINE.fullmatch(plain)) and not _MOBILE.fullmatch(plain)
