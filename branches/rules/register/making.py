"""How a row of the register is written down: with its range in its unit, its choices, its rule and who sets it."""

from typing import Any

from branches.rules.parameter_readers import CHOICE, CHOICES, INTEGER
from branches.rules.parameter_spec import (
    COMMITTEE,
    HIGHER_IS_STRICTER,
    LOWER_IS_STRICTER,
    ParameterSpec,
)

COUNTING = {"calendar": "自然日", "working": "工作日"}
HIGHER, LOWER = HIGHER_IS_STRICTER, LOWER_IS_STRICTER


def integer(
    key: str, label: str, default: int, low: int, high: int | None, unit: str, rule: str, stricter: str = ""
) -> ParameterSpec:
    return ParameterSpec(key, label, default, INTEGER, COMMITTEE, rule, unit, low, high, {}, stricter)


def choice(
    key: str, label: str, options: dict[str, str], default: str, rule: str, stricter: str = ""
) -> ParameterSpec:
    return ParameterSpec(key, label, default, CHOICE, COMMITTEE, rule, options=options, stricter=stricter)


def other(
    key: str, label: str, default: Any, kind: str, rule: str, set_by: str = COMMITTEE, stricter: str = ""
) -> ParameterSpec:
    return ParameterSpec(key, label, default, kind, set_by, rule, stricter=stricter)


def several(
    key: str, label: str, options: dict[str, str], default: tuple[str, ...], rule: str
) -> ParameterSpec:
    return ParameterSpec(key, label, default, CHOICES, COMMITTEE, rule, options=options)
