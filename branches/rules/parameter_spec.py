"""What one parameter of the register is: default, range, who sets it, how a typed value is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import Any

from branches.rules.fixed_day import DayRule, clock_time

COMMITTEE = "committee"
BRANCH = "branch"
FIXED = "fixed"
SET_BY = {COMMITTEE: "上级党组织", BRANCH: "党支部", FIXED: "不可更改"}

INTEGER = "integer"
BOOLEAN = "boolean"
CHOICE = "choice"
CHOICES = "choices"
MONTHS = "months"
INTEGERS = "integers"
MONTH_DAY = "month_day"
DECIMAL = "decimal"
TIME = "time"
DAY_RULE = "day_rule"

HIGHER_IS_STRICTER = "higher"
LOWER_IS_STRICTER = "lower"

TRUE_WORDS = frozenset({"true", "1", "on", "yes", "是", "开"})
FALSE_WORDS = frozenset({"false", "0", "off", "no", "否", "关", ""})


@dataclass(frozen=True)
class ParameterSpec:
    """One row of the register.

    `stricter` says which way a branch may go beyond its committee ("" = not at all for committee keys); for a
    choice the position in `options` counts as its number.
    """

    key: str
    label: str
    default: Any
    type: str
    set_by: str
    rule: str
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    stricter: str = ""

    def parse(self, raw: object) -> Any:
        """The value from a form or from storage; ValueError says in Chinese what was expected."""
        return READERS[self.type](self, raw)

    def to_json(self, value: Any) -> Any:
        """The value as it is stored; `parse` reads it back."""
        if isinstance(value, DayRule):
            return value.to_json()
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, Decimal):
            return str(value)
        return list(value) if isinstance(value, tuple) else value

    def text(self, value: Any) -> str:
        """The value as the office reads it: 80%, 机关党委审定, 2月、8月."""
        if isinstance(value, DayRule):
            return value.describe()
        if isinstance(value, bool):
            return "是" if value else "否"
        if self.type == CHOICE:
            return self.options[value]
        if self.type == CHOICES:
            return "、".join(self.options[each] for each in value) or "无"
        if self.type == MONTHS:
            return "、".join(f"{month}月" for month in value) or "无"
        if self.type == INTEGERS:
            return "、".join(f"{each}{self.unit}" for each in value)
        return f"{self.to_json(value)}{self.unit}"

    def range_text(self) -> str:
        """1—10天 · 报备、审批"""
        if self.options:
            return "、".join(self.options.values())
        if self.minimum is not None and self.maximum is not None:
            return f"{self.minimum}—{self.maximum}{self.unit}"
        return f"不少于{self.minimum}{self.unit}" if self.minimum is not None else ""

    def is_at_least_as_strict(self, value: Any, than: Any) -> bool:
        """Whether a branch may use the value under a committee that asks for the other."""
        if self.stricter == HIGHER_IS_STRICTER:
            return bool(self._rank(value) >= self._rank(than))
        if self.stricter == LOWER_IS_STRICTER:
            return bool(self._rank(value) <= self._rank(than))
        return bool(value == than)

    def refuse(self, expected: str, raw: object) -> ValueError:
        shown = "空" if raw in (None, "", [], ()) else f"“{raw}”"
        return ValueError(f"“{self.label}”应填{expected}，现在是{shown}")

    def _rank(self, value: Any) -> Any:
        return list(self.options).index(value) if self.type == CHOICE else value


def _integer(spec: ParameterSpec, raw: object) -> int:
    low, high, expected = spec.minimum, spec.maximum, f"{spec.range_text() or '整数'}"
    if isinstance(raw, bool) or not re.fullmatch(r"\s*-?\d+\s*", str(raw)):
        raise spec.refuse(f"整数（{expected}）" if spec.range_text() else "整数", raw)
    value = int(str(raw))
    if (low is not None and value < low) or (high is not None and value > high):
        raise spec.refuse(expected, raw)
    return value


def _boolean(spec: ParameterSpec, raw: object) -> bool:
    word = "" if raw is None else str(raw).strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise spec.refuse("是或否", raw)


def _choice(spec: ParameterSpec, raw: object) -> str:
    if isinstance(raw, str) and raw in spec.options:
        return raw
    raise spec.refuse("以下之一：" + "、".join(spec.options.values()), raw)


def _several(raw: object) -> list[object]:
    if isinstance(raw, str):
        return [part for part in re.split(r"[,，、\s]+", raw) if part]
    return list(raw) if isinstance(raw, list | tuple | set | frozenset) else [raw]


def _choices(spec: ParameterSpec, raw: object) -> tuple[str, ...]:
    given = _several(raw)
    if any(each not in spec.options for each in given):
        raise spec.refuse("以下各项：" + "、".join(spec.options.values()), raw)
    return tuple(key for key in spec.options if key in given)


def _months(spec: ParameterSpec, raw: object) -> tuple[int, ...]:
    texts = [str(each).removesuffix("月") for each in _several(raw)] if raw is not None else []
    if any(not text.isdigit() or not 1 <= int(text) <= 12 for text in texts):
        raise spec.refuse("1到12的月份，如“2、8”", raw)
    return tuple(sorted({int(text) for text in texts}))


def _integers(spec: ParameterSpec, raw: object) -> tuple[int, ...]:
    texts = [str(each) for each in _several(raw)]
    if not texts or any(not text.isdigit() for text in texts):
        raise spec.refuse("一个或几个整数，如“6、3”", raw)
    return tuple(sorted({int(text) for text in texts}, reverse=True))


def _month_day(spec: ParameterSpec, raw: object) -> str:
    found = re.fullmatch(r"\s*(\d{1,2})\s*[-月]\s*(\d{1,2})日?\s*", str(raw))
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not found or not 1 <= int(found[1]) <= 12 or not 1 <= int(found[2]) <= lengths[int(found[1]) - 1]:
        raise spec.refuse("月和日，如“03-31”", raw)
    return f"{int(found[1]):02d}-{int(found[2]):02d}"


def _decimal(spec: ParameterSpec, raw: object) -> Decimal:
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        raise spec.refuse("金额，如“1000.00”", raw) from None
    if not value.is_finite() or value < 0:
        raise spec.refuse("不小于0的金额", raw)
    return value


def _time(spec: ParameterSpec, raw: object) -> time:
    try:
        return clock_time(raw)
    except ValueError:
        raise spec.refuse("时间，如“18:00”", raw) from None


def _day_rule(spec: ParameterSpec, raw: object) -> DayRule:
    if isinstance(raw, DayRule):
        return raw
    if not isinstance(raw, Mapping):
        raise spec.refuse("每月的固定日子和起止时间，如“每月第一个星期五 14:00—17:30”", raw)
    return DayRule.from_json(raw)


READERS: dict[str, Callable[[ParameterSpec, object], Any]] = {
    INTEGER: _integer,
    BOOLEAN: _boolean,
    CHOICE: _choice,
    CHOICES: _choices,
    MONTHS: _months,
    INTEGERS: _integers,
    MONTH_DAY: _month_day,
    DECIMAL: _decimal,
    TIME: _time,
    DAY_RULE: _day_rule,
}
