"""Which rows somebody may see: everything at and below some places in the organization tree."""

from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import Q


@dataclass(frozen=True)
class Scope:
    """Places in the tree, as path prefixes; `everything` is for the operator's own tasks only.

    Without `below` it is these places themselves, and nothing that stands under them.
    """

    paths: tuple[str, ...] = ()
    everything: bool = False
    below: bool = True

    def covers(self, path: str) -> bool:
        if not self.below:
            return self.everything or path in self.paths
        return self.everything or any(path.startswith(prefix) for prefix in self.paths)

    def condition(self, lookup: str) -> Q:
        """The rows whose organization lies below one of the places; nothing when there is no place."""
        if self.everything:
            return Q()
        if not self.paths:
            return Q(pk__in=[])
        if not self.below:
            return Q(**{f"{lookup}__in": self.paths})
        found = Q()
        for prefix in self.paths:
            found |= Q(**{f"{lookup}__startswith": prefix})
        return found


class ScopedQuerySet(models.QuerySet[Any]):
    """Every list, export and API answer begins with `.within(scope)`."""

    def within(self, scope: Scope) -> Self:
        lookup: str = self.model.scope_path
        return self.filter(scope.condition(lookup))
