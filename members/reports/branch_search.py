"""Branches found by some characters of the name, or by the first letters of its pinyin (kjx)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from branches.models import Organization
from members.rules.names import syllables


def named(branches: QuerySet[Any], search: str) -> QuerySet[Any]:
    found = Q(name__icontains=search) | Q(short_name__icontains=search)
    letters = search.lower()
    if letters.isascii() and letters.isalpha():
        known = branches.order_by().values_list("pk", "name", "short_name")
        found |= Q(pk__in=[pk for pk, *names in known if any(letters in _letters(name) for name in names)])
    return branches.filter(found)


def names_above(branches: Iterable[Organization]) -> dict[int, str]:
    """By branch, what stands above it is called: many a committee has a First Branch. One query."""
    paths = {branch.pk: branch.path[: -Organization.steplen] for branch in branches}
    called = {each.path: each.called for each in Organization.objects.filter(path__in=set(paths.values()))}
    return {pk: called.get(path, "") for pk, path in paths.items()}


# Larger than the names of the largest tree: a cache a little too small for a list read in order holds nothing.
@lru_cache(maxsize=100_000)
def _letters(name: str) -> str:
    return "".join(reading[:1] for reading in syllables(name)).lower()
