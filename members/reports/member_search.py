"""Members across all branches of somebody's scope: name and branch, nothing else of the person (PI-15, E-73).

Keyset pages in pinyin order: the thousandth page costs what the first one costs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Concat

from branches.models import Organization
from branches.scoping import Scope
from members.models import Member, MembershipSpell, PersonalFile
from members.models.found_by import found_by

PAGE = 50
NARROW = 300  # branches
NAMED = ("member_id", "member__name", "member__name_key")
SHOWN = ("member__joined_on", "branch__path", "branch__name", "branch__short_name")


@dataclass(frozen=True)
class Somebody:
    """`born` stands beside those who share their name with a neighbour in the list: 1962年生."""

    member_id: int
    name: str
    born: str
    branch: str
    above: str


@dataclass(frozen=True)
class SearchPage:
    """`after` is the member with whom this page ends, None on the last one."""

    lines: tuple[Somebody, ...]
    after: int | None


def search(scope: Scope, day: date, *, typed: str = "", after: int | None = None) -> SearchPage:
    """Four queries, one more from the second page on; nobody outside the scope, nobody who has left."""
    spells = MembershipSpell.objects.within(scope).filter(period__contains=day)
    named = found_by(Member.objects.all(), typed, one_is_surname=True)
    found = spells.filter(member__in=named) if typed.strip() else spells
    last = spells.filter(member=after).values(*NAMED).first() if after is not None else None
    if last is not None:
        found = found.filter(member__name_key__gte=last["member__name_key"]).exclude(
            member__name_key=last["member__name_key"], member_id__lte=last["member_id"]
        )
    rows = list(found.order_by(_name_order(scope), "member_id").values(*NAMED, *SHOWN)[: PAGE + 1])
    shown = rows[:PAGE]
    names = Counter(row["member__name"] for row in (*rows, *([last] if last else [])))
    births, above = _births(shown), _above(shown)
    lines = (_somebody(row, births, above, alone=names[row["member__name"]] == 1) for row in shown)
    return SearchPage(tuple(lines), shown[-1]["member_id"] if len(rows) > PAGE else None)


def _name_order(scope: Scope) -> Any:
    """The members of few branches are fetched and sorted; those of many are read in the order of the index.

    The database would look for the few by reading everybody's names from A on; over an expression it cannot.
    """
    branches = Organization.objects.within(scope).branches()
    is_narrow = branches[: NARROW + 1].count() <= NARROW
    return Concat("member__name_key", Value("")) if is_narrow else F("member__name_key")


def _somebody(
    row: dict[str, Any], births: Mapping[int, date], above: Mapping[str, str], *, alone: bool
) -> Somebody:
    born = births.get(row["member_id"])
    mark = f"{born.year}年生" if born else f"{row['member__joined_on'].year}年入党"
    return Somebody(
        member_id=row["member_id"],
        name=row["member__name"],
        born="" if alone else mark,
        branch=row["branch__short_name"] or row["branch__name"],
        above=above.get(_path_above(row), ""),
    )


def _births(rows: Iterable[dict[str, Any]]) -> dict[int, date]:
    files = PersonalFile.objects.filter(member__in=[row["member_id"] for row in rows])
    known = files.values_list("member_id", "birth_date", "birth_by_id")
    return {pk: born or by_id for pk, born, by_id in known if born or by_id}


def _above(rows: Iterable[dict[str, Any]]) -> dict[str, str]:
    """What the organizations above the branches are called: many a committee has a First Branch."""
    found = Organization.objects.filter(path__in={_path_above(row) for row in rows})
    return {each.path: each.called for each in found}


def _path_above(row: dict[str, Any]) -> str:
    path: str = row["branch__path"]
    return path[: -Organization.steplen]
