"""What one parameter of the register is: default, range, who sets it, how it is worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from branches.rules.fixed_day import DayRule
from branches.rules.parameter_readers import CHOICE, CHOICES, INTEGERS, MONTHS, READERS

COMMITTEE = "committee"
BRANCH = "branch"
FIXED = "fixed"
SET_BY = {COMMITTEE: "上级党组织", BRANCH: "党支部", FIXED: "不可更改"}

HIGHER_IS_STRICTER = "higher"
LOWER_IS_STRICTER = "lower"


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
        if isinstance(value, Decimal | Fraction):
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
