"""People of one name told apart by as little as it takes: group, year of joining, end of the telephone (E-73)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Named:
    """What tells somebody apart; `ending` is the last digits of the telephone, "" when none is kept."""

    pk: int
    name: str
    group: str
    year: int
    ending: str


def told_apart(people: Iterable[Named]) -> Mapping[int, str]:
    """What stands beside each name that is not alone: the first of the three that differs for all who bear it."""
    by_name: dict[str, list[Named]] = {}
    for each in people:
        by_name.setdefault(each.name, []).append(each)
    return {
        each.pk: f"{each.name}（{mark}）"
        for same in by_name.values()
        if len(same) > 1
        for each, mark in zip(same, _marks(same), strict=True)
    }


def _marks(same: list[Named]) -> list[str]:
    groups = [each.group for each in same]
    years = [f"{each.year}年入党" for each in same]
    endings = [f"手机尾号{each.ending}" if each.ending else "没有手机" for each in same]
    for marks in (groups, years, endings):
        if max(Counter(marks).values()) == 1 and all(marks):
            return marks
    return ["，".join(part for part in parts if part) for parts in zip(groups, years, endings, strict=True)]
