"""The fixed day of the branch (PD-03) and the twelve dates it makes of a year (CAL-03).

Lunar days (CAL-06) are not offered: no conversion table is among the packages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from branches.rules.calendar import last_of_month

NTH_WEEKDAY = "nth_weekday"
LAST_WEEKDAY = "last_weekday"
DAY_OF_MONTH = "day_of_month"
MANUAL = "manual"
KINDS = {
    NTH_WEEKDAY: "每月第几个星期几",
    LAST_WEEKDAY: "每月最后一个星期几",
    DAY_OF_MONTH: "每月固定日期",
    MANUAL: "逐月另定",
}

WEEKDAY_NAMES = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
ORDINALS = ("", "一", "二", "三", "四")


@dataclass(frozen=True)
class DayRule:
    """When the branch meets: `weekday` counts from Monday = 0, `n` is 1 to 4, `day` is 1 to 31."""

    kind: str = NTH_WEEKDAY
    n: int = 1
    weekday: int = 4
    day: int = 1
    start: time = time(14, 0)
    end: time = time(17, 30)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"固定活动日的方式应是：{'、'.join(KINDS.values())}")
        if not 1 <= self.n <= 4:
            raise ValueError("第几个星期几只能填1到4；第五个不是每月都有，请改用“最后一个”")
        if not 0 <= self.weekday <= 6:
            raise ValueError("星期应填0（星期一）到6（星期日）")
        if not 1 <= self.day <= 31:
            raise ValueError("每月固定日期应填1到31")

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DayRule":
        """The rule as stored; ValueError with a Chinese sentence when a part is not what it should be."""
        try:
            return cls(
                kind=str(data.get("kind", NTH_WEEKDAY)),
                n=int(data.get("n", 1)),
                weekday=int(data.get("weekday", 4)),
                day=int(data.get("day", 1)),
                start=clock_time(data.get("start", "14:00")),
                end=clock_time(data.get("end", "17:30")),
            )
        except TypeError as error:
            raise ValueError("固定活动日缺少内容，应写明方式、日子和起止时间") from error

    def to_json(self) -> dict[str, Any]:
        """Only what the kind uses, so that two equal rules are stored alike."""
        own = {
            NTH_WEEKDAY: {"n": self.n, "weekday": self.weekday},
            LAST_WEEKDAY: {"weekday": self.weekday},
            DAY_OF_MONTH: {"day": self.day},
            MANUAL: {},
        }[self.kind]
        return {"kind": self.kind, **own, "start": f"{self.start:%H:%M}", "end": f"{self.end:%H:%M}"}

    def describe(self) -> str:
        """每月第一个星期五 19:30—20:30"""
        return f"{self._day_text()} {self.start:%H:%M}—{self.end:%H:%M}"

    def date_in(self, year: int, month: int) -> date | None:
        """The day by the rule alone, holidays not looked at; None when each month is set by hand."""
        first = date(year, month, 1)
        last = last_of_month(first)
        if self.kind == DAY_OF_MONTH:
            return date(
                year, month, min(self.day, last.day)
            )  # CAL-05: the 31st of a short month is its last day
        if self.kind == NTH_WEEKDAY:
            return first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.n - 1))
        if self.kind == LAST_WEEKDAY:
            return last - timedelta(days=(last.weekday() - self.weekday) % 7)
        return None

    def dates(self, year: int) -> tuple[date, ...]:
        """The dates of the year by the rule alone; empty when each month is set by hand."""
        found = (self.date_in(year, month) for month in range(1, 13))
        return tuple(day for day in found if day is not None)

    @property
    def is_weekend_rule(self) -> bool:
        """Whether the branch chose a Saturday or Sunday on purpose."""
        return self.kind in {NTH_WEEKDAY, LAST_WEEKDAY} and self.weekday >= 5

    def _day_text(self) -> str:
        weekday = WEEKDAY_NAMES[self.weekday]
        return {
            NTH_WEEKDAY: f"每月第{ORDINALS[self.n]}个{weekday}",
            LAST_WEEKDAY: f"每月最后一个{weekday}",
            DAY_OF_MONTH: f"每月{self.day}日",
            MANUAL: "日期逐月另定",
        }[self.kind]


def clock_time(raw: object) -> time:
    """A time of day from 19:30 or 19：30; ValueError in Chinese otherwise."""
    if isinstance(raw, time):
        return raw
    found = re.fullmatch(r"\s*(\d{1,2})[:：](\d{2})(?::00)?\s*", str(raw))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"时间应写成“19:30”这样，现在是“{raw}”")
    return time(int(found[1]), int(found[2]))
