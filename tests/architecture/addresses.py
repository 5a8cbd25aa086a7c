"""Every address of the site by its name, and how to ask for it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.full_world import Side, arguments


def names() -> list[str]:
    """All names, without the pages of the operator's admin."""
    return sorted({name for name, _pattern in _patterns(get_resolver())})


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        place = before + str(pattern.pattern)
        if place.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, place)
        else:
            assert pattern.name, f"{place} has no name"
            yield pattern.name, pattern


def path_of(name: str, side: Side) -> str:
    pattern = dict(_patterns(get_resolver()))[name]
    wanted = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
    return reverse(name, args=_arguments(name, side)) if wanted else reverse(name)


def _arguments(name: str, side: Side) -> list[Any]:
    known = arguments(side)
    keys = [key for key in known if name.startswith(key)]
    assert keys, f"{name} has no row to be asked for; give it one in full_world.arguments"
    return known[max(keys, key=len)]
