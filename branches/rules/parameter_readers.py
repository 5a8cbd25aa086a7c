"""How a typed or stored value of a parameter is read, kind by kind; what is wrong is said in Chinese."""

import re
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from branches.rules.fixed_day import DayRule, clock_time

if TYPE_CHECKING:
    from branches.rules.parameter_spec import ParameterSpec

INTEGER = "integer"
BOOLEAN = "boolean"
CHOICE = "choice"
CHOICES = "choices"
MONTHS = "months"
INTEGERS = "integers"
MONTH_DAY = "month_day"
DECIMAL = "decimal"
FRACTION = "fraction"
TIME = "time"
DAY_RULE = "day_rule"

TRUE_WORDS = frozenset({"true", "1", "on", "yes", "是", "开"})
FALSE_WORDS = frozenset({"false", "0", "off", "no", "否", "关", ""})


def _integer(spec: "ParameterSpec", raw: object) -> int:
    low, high, expected = spec.minimum, spec.maximum, f"{spec.range_text() or '整数'}"
    if isinstance(raw, bool) or not re.fullmatch(r"\s*-?\d+\s*", str(raw)):
        raise spec.refuse(f"整数（{expected}）" if spec.range_text() else "整数", raw)
    value = int(str(raw))
    if (low is not None and value < low) or (high is not None and value > high):
        raise spec.refuse(expected, raw)
    return value


def _boolean(spec: "ParameterSpec", raw: object) -> bool:
    word = "" if raw is None else str(raw).strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise spec.refuse("是或否", raw)


def _choice(spec: "ParameterSpec", raw: object) -> str:
    if isinstance(raw, str) and raw in spec.options:
        return raw
    raise spec.refuse("以下之一：" + "、".join(spec.options.values()), raw)


def _several(raw: object) -> list[object]:
    if isinstance(raw, str):
        return [part for part in re.split(r"[,，、\s]+", raw) if part]
    return list(raw) if isinstance(raw, list | tuple | set | frozenset) else [raw]


def _choices(spec: "ParameterSpec", raw: object) -> tuple[str, ...]:
    given = _several(raw)
    if any(each not in spec.options for each in given):
        raise spec.refuse("以下各项：" + "、".join(spec.options.values()), raw)
    return tuple(key for key in spec.options if key in given)


def _months(spec: "ParameterSpec", raw: object) -> tuple[int, ...]:
    texts = [str(each).removesuffix("月") for each in _several(raw)] if raw is not None else []
    if any(not text.isdigit() or not 1 <= int(text) <= 12 for text in texts):
        raise spec.refuse("1到12的月份，如“2、8”", raw)
    return tuple(sorted({int(text) for text in texts}))


def _integers(spec: "ParameterSpec", raw: object) -> tuple[int, ...]:
    texts = [str(each) for each in _several(raw)]
    if not texts or any(not text.isdigit() for text in texts):
        raise spec.refuse("一个或几个整数，如“6、3”", raw)
    return tuple(sorted({int(text) for text in texts}, reverse=True))


def _month_day(spec: "ParameterSpec", raw: object) -> str:
    found = re.fullmatch(r"\s*(\d{1,2})\s*[-月]\s*(\d{1,2})日?\s*", str(raw))
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not found or not 1 <= int(found[1]) <= 12 or not 1 <= int(found[2]) <= lengths[int(found[1]) - 1]:
        raise spec.refuse("月和日，如“03-31”", raw)
    return f"{int(found[1]):02d}-{int(found[2]):02d}"


def _decimal(spec: "ParameterSpec", raw: object) -> Decimal:
    try:
        value = Decimal(str(raw).strip())
    except InvalidOperation:
        raise spec.refuse("金额，如“1000.00”", raw) from None
    if not value.is_finite() or value < 0:
        raise spec.refuse("不小于0的金额", raw)
    return value


def _fraction(spec: "ParameterSpec", raw: object) -> Fraction:
    """A share of a whole, never above the default; kept as a fraction, so that nothing is rounded (DA-04)."""
    typed = re.sub(r"\s", "", str(raw)).replace("％", "%")
    found = re.fullmatch(r"(\d{1,3})(?:/(\d{1,3})|%)", typed)
    value = Fraction(int(found[1]), int(found[2] or 100)) if found and int(found[2] or 100) else Fraction(0)
    if not 0 < value <= spec.default:
        raise spec.refuse(f"不超过{spec.to_json(spec.default)}的分数或百分数，如“1/4”“15%”", raw)
    return value


def _time(spec: "ParameterSpec", raw: object) -> time:
    try:
        return clock_time(raw)
    except ValueError:
        raise spec.refuse("时间，如“18:00”", raw) from None


def _day_rule(spec: "ParameterSpec", raw: object) -> DayRule:
    if isinstance(raw, DayRule):
        return raw
    if not isinstance(raw, Mapping):
        raise spec.refuse("每月的固定日子和起止时间，如“每月第一个星期五 14:00—17:30”", raw)
    return DayRule.from_json(raw)


READERS: dict[str, Callable[["ParameterSpec", object], Any]] = {
    INTEGER: _integer,
    BOOLEAN: _boolean,
    CHOICE: _choice,
    CHOICES: _choices,
    MONTHS: _months,
    INTEGERS: _integers,
    MONTH_DAY: _month_day,
    DECIMAL: _decimal,
    FRACTION: _fraction,
    TIME: _time,
    DAY_RULE: _day_rule,
}
