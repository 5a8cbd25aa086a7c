"""How often: 每月第一周周五晚上 7:30-8:30, 每季度召开 1 次, 每年安排 1 次."""

import re

from activities.importing.clocks import read_clock
from activities.importing.when import When

_N = r"[一二三四1-4两]"
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
_NUMBER = r"(?:\d{1,2}(?:\s?-\s?\d{1,2})?|[一二两三四五六]|至少一)"
_UNIT = r"(?:每(?:一)?个?(?:年度|年|半年|季度|季|月份|月|双月|单月|周|星期|两个月|学期)|逐月|按月|按季度?)"
_WHICH = (
    rf"(?:(?:的?第{_N}个?|的?最后一?个?|首个?)(?:的?{_WEEKDAY}|工作日|(?:周|星期|礼拜)(?:的?{_WEEKDAY})?|月)"
    rf"|月?(?:上旬|中旬|下旬|月初|月中|月底|月末|初|中|底|末)(?!心)|\d{{1,2}}\s?[日号](?:左右|前后|前)?"
    rf"|[一二三四五六日天](?=[^一-龥]|上午|下午|晚|集|组|开|召|$))"
)
_DOING = r"(?:至少|不少于|不低于|固定|定期|集中|组织|召开|开展|安排|举办|举行|进行|参加|学习|上|讲|听)"
_TIMES = rf"(?:{_DOING}{{0,3}}\s?{_NUMBER}\s?次)"
RECURRENCE = re.compile(rf"{_UNIT}\s?{_WHICH}?(?:\s?的?{_WEEKDAY})?")
_TAIL = re.compile(_TIMES)
_WHOLE_YEAR = re.compile(
    rf"(?:贯穿)?全年(?:\s?{_DOING}{{0,2}}\s?\d{{1,2}}\s?次)?|常年|长期|经常性|不定期|适时|日常"
)
HALF_YEARLY = re.compile(rf"半年(?=[^,。、;]{{0,8}}{_NUMBER}\s?次)")


def read_recurrence(folded: str, original: str, position: int) -> When | None:
    """The recurrence that begins at `position`, in its own words, hours on the 24-hour clock added."""
    found = RECURRENCE.match(folded, position) or HALF_YEARLY.match(folded, position)
    if not found:
        return None
    end = found.end()
    begins = finishes = None
    after = folded[end : end + 4]
    clock = read_clock(folded, end + len(after) - len(after.lstrip(" ,(")))
    if clock:
        end, begins, finishes = clock
    tail = _TAIL.match(folded, end + (folded[end : end + 1] == " "))
    if tail:
        end = tail.end()
    text = original[position:end].strip()
    if begins:
        hours = f"{begins:%H:%M}–{finishes:%H:%M}" if finishes else f"{begins:%H:%M}"
        text = text if hours in text else f"{text}（{hours}）"
    return When(original[position:end], position, end, recurrence=text, begins=begins, finishes=finishes)


def read_all_year(folded: str, original: str) -> When | None:
    """A cell that says only 全年, 常年 or 适时."""
    text = folded.strip()
    if _WHOLE_YEAR.fullmatch(text.removesuffix("开展").removesuffix("进行")):
        return When(original, 0, len(original), recurrence=original.strip())
    return None
