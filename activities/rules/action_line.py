"""One line of what was agreed on: 做什么，谁，什么时候前; read against the names of the branch (PD-29, F-43)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from activities.rules.agenda import without_number

_COMMA = re.compile(r"[，,；;。|｜\t]+")
_AND = re.compile(r"[、和与及]")
_ROLE = re.compile(r"^(?:由|请|责任人[:：]?)|(?:同志)?(?:负责|牵头|办理|落实)?$")
_FULL = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_DAY = re.compile(r"(\d{1,2})[月./-](\d{1,2})日?")
_END = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:底|末|份)?")
_WITHIN = re.compile(r"([一二两三四五六七八九十]|\d{1,3})(?:个)?(天|日|周|星期|月)(?:之)?内")
_EDGES = re.compile(r"^(?:限|于|在|最迟|到)+|(?:以前|之前|前|完成|办结|办好|内部)+$")
_NUMBERS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
FOR_GOOD = ("长期", "长期坚持", "常态化", "随时", "持续")


@dataclass(frozen=True)
class AgreedLine:
    """What is to be done; `owner` the key of the member, None where no name of the branch stands there.

    `due_on` None with `for_good`: it goes on; without: no day was named.
    """

    text: str
    owner: int | None = None
    due_on: date | None = None
    for_good: bool = False


def read_line(line: str, names: Mapping[str, int], day: date) -> AgreedLine:
    """The parts of the line in any order; whatever is neither a member nor a day stays in what is to be done.

    Of several people the first is responsible, the others stand in the text.
    """
    rest, owner, due, for_good = [], None, None, False
    for part in (part.strip() for part in _COMMA.split(without_number(line))):
        if not part:
            continue
        people = _people(part, names) if owner is None else []
        found = due_in(part, day) if due is None and not for_good else None
        if people:
            owner = names[people[0]]
            if people[1:]:
                rest.append(f"{'、'.join(people[1:])}配合")
        elif found is not None:
            due = found
        elif part in FOR_GOOD and due is None:
            for_good = True
        else:
            rest.append(part)
    return AgreedLine("，".join(rest), owner, due, for_good)


def due_in(words: str, day: date) -> date | None:
    """6月30日前 · 2026年6月30日 · 7月底 · 月底 · 下月底 · 年底 · 下周五 · 十天内 → a date; None for anything else.

    Counted from `day`, the day of the meeting; a date without a year is the next one to come.
    """
    text = _EDGES.sub("", words.strip())
    if found := _FULL.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(text):
        return _coming(int(found[1]), int(found[2]), day)
    if text in ("月底", "月末", "本月底", "本月末", "本月"):
        return _month_end(day.year, day.month)
    if text in ("下月底", "下月末", "下月", "下个月", "下个月底"):
        return _month_end(day.year + day.month // 12, day.month % 12 + 1)
    if text in ("年底", "年末", "本年底", "今年底"):
        return date(day.year, 12, 31)
    if text in ("本周", "本周内", "周末"):
        return day + timedelta(days=6 - day.weekday())
    if found := re.fullmatch(r"(本|这|下)?(?:周|星期)([一二三四五六日天])", text):
        return _weekday(found[1] or "", "一二三四五六日".index(found[2].replace("天", "日")), day)
    if found := _END.fullmatch(text):
        return _end_of(found, day)
    if found := _WITHIN.fullmatch(words.strip().removesuffix("完成")):
        return _within(found, day)
    return None


def _people(part: str, names: Mapping[str, int]) -> list[str]:
    people = [name for name in (_ROLE.sub("", each.strip()) for each in _AND.split(part)) if name]
    return people if people and all(name in names for name in people) else []


def _coming(month: int, of_month: int, day: date) -> date | None:
    found = _date(day.year, month, of_month)
    return _date(day.year + 1, month, of_month) if found is not None and found < day else found


def _end_of(found: "re.Match[str]", day: date) -> date | None:
    month = int(found[2])
    if not 1 <= month <= 12:
        return None
    year = int(found[1]) if found[1] else day.year + (month < day.month)
    return _month_end(year, month)


def _weekday(word: str, weekday: int, day: date) -> date:
    monday = day - timedelta(days=day.weekday())
    found = monday + timedelta(days=weekday + (7 if word == "下" else 0))
    return found if word or found >= day else found + timedelta(days=7)


def _within(found: "re.Match[str]", day: date) -> date:
    number = int(found[1]) if found[1].isdigit() else _NUMBERS[found[1]]
    if found[2] == "月":
        month = day.month - 1 + number
        year, month = day.year + month // 12, month % 12 + 1
        return min(date(year, month, 1) + timedelta(days=day.day - 1), _month_end(year, month))
    return day + timedelta(days=number * (7 if found[2] in ("周", "星期") else 1))


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
