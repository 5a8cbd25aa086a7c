"""Which value of a parameter holds for a branch on a day, and where it comes from (register of limits).

A changed value holds from its date and never re-judges earlier days (E-78). Nearest organization first, then
the preset of the branch's kind, then the default; a branch may be stricter than its committee, never looser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, NamedTuple

from branches.rules.day_rule import DayRule
from branches.rules.parameter_spec import BRANCH, FIXED, ParameterSpec
from branches.rules.register import ALL

SPECS: dict[str, ParameterSpec] = {spec.key: spec for spec in ALL}

_COMPANY: dict[str, Any] = {"mt.class_per_year": 4, "tt.per_year": 2, "ig.meeting_per_quarter": 1}

PRESETS: dict[str, dict[str, Any]] = {
    "government_office": {"mt.class_per_year": 4},
    # The student branch of the seed has no notice period: 0 days means that none is asked for.
    "students": {
        "mt.class_per_year": 4,
        "pd.notice_days": 0,
        "pd.flag_badge": "encouraged",
        "pd.delegate_roles": ("committee_member",),
    },
    "association": {
        "pd.half_day_minutes": 60,
        "pd.day_rule": DayRule("nth_weekday", n=1, weekday=4, start=time(19, 30), end=time(20, 30)),
        "mt.class_per_year": 1,
    },
    "state_enterprise": _COMPANY,
    "private_enterprise": _COMPANY,
    "county_office": {
        "mt.class_per_year": 4,
        "pd.photos_min": 0,
        "pd.filing_roll": True,
        "pd.denominator": "expected",
    },
}

LevelTuple = tuple[int, Sequence[tuple[date, Any]]]

OWN = "own"
INHERITED = "inherited"
PRESET = "preset"
DEFAULT = "default"


class Level(NamedTuple):
    """One organization on the way from the branch to the root, with its dated values (stored or parsed)."""

    organization_id: int
    values: Sequence[tuple[date, Any]]

    def in_force_on(self, day: date) -> tuple[date, Any] | None:
        """The latest value of that day; None when nothing was set or the last entry took it back."""
        known = [entry for entry in self.values if entry[0] <= day]
        if not known:
            return None
        latest = max(known, key=lambda entry: entry[0])
        return None if latest[1] is None else latest


@dataclass(frozen=True)
class Resolution:
    """The value that holds and where it comes from; `organization_id` is None for presets and defaults."""

    value: Any
    origin: str
    organization_id: int | None = None
    in_force_from: date | None = None


def parse(key: str, raw: object) -> Any:
    """The value from a form or from storage; ValueError says in Chinese what was expected."""
    if key not in SPECS:
        raise ValueError(f"没有名为“{key}”的规则参数")
    return SPECS[key].parse(raw)


def starting_value(key: str, domain: str = "") -> Resolution:
    """What holds where nobody has set anything: the preset of the branch's kind, else the default."""
    preset = PRESETS.get(domain, {})
    if key in preset:
        return Resolution(preset[key], PRESET)
    return Resolution(SPECS[key].default, DEFAULT)


def resolve(key: str, day: date, chain: Sequence[Level | LevelTuple], domain: str = "") -> Resolution:
    """The value in force for the branch on the day; the chain runs from the branch itself up to the root."""
    spec = SPECS[key]
    if spec.set_by == FIXED:
        return Resolution(spec.default, DEFAULT)
    levels = [Level(*level) for level in chain]
    above = _nearest(spec, day, levels[1:]) or starting_value(key, domain)
    own = _nearest(spec, day, levels[:1])
    if own is None or (spec.set_by != BRANCH and not spec.is_at_least_as_strict(own.value, above.value)):
        return above
    return Resolution(own.value, OWN, own.organization_id, own.in_force_from)


def _nearest(spec: ParameterSpec, day: date, levels: Sequence[Level]) -> Resolution | None:
    for level in levels:
        found = level.in_force_on(day)
        if found is not None:
            return Resolution(spec.parse(found[1]), INHERITED, level.organization_id, found[0])
    return None
