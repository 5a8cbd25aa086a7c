"""Numbers of months and days as offices write them: 3, 03, 三, 十二, 元."""

_DIGITS = {"零": 0, "元": 1, "正": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9}  # fmt: skip

# Longest first: 十二 before 十, 12 before 1; a digit before or after would make it another number.
MONTH = (
    r"(?:(?<!\d)(?:1[0-2]|0?[1-9])(?!\d)|十[一二]|(?<![一二三四五六七八九十])十"
    r"|元|正|(?<!十)[一二三四五六七八九])"
)
DAY = r"(?:(?<!\d)(?:3[01]|[12]\d|0?[1-9])(?!\d)|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
YEAR = (
    r"(?:(?<!\d)(?:20\d\d|19\d\d|20[_x*零]{0,4}|[_x*]{2,4}|二零[零一二三四五六七八九][零一二三四五六七八九]|本|今|当)"
    r"\s?年度?\s?)"
)


def number(text: str) -> int:
    """十二 → 12, 二十三 → 23, 元 → 1, 07 → 7."""
    text = text.strip()
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return _DIGITS[text]
    tens, ones = text.split("十", 1)
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def year_of(text: str) -> int | None:
    """The year when it is written out; None for 20_年, XX年 and 本年."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) == 4:
        return int(digits)
    if text.startswith("二零") and len(text) >= 4:
        return int("".join(str(_DIGITS[letter]) for letter in text[:4]))
    return None
