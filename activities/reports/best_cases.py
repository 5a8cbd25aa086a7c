"""The library of best cases: what is kept, by key; what waits for the keeper's word (C20)."""

from dataclasses import dataclass

from django.db.models import Q

from activities.choices import BestCaseState
from activities.models import BestCase
from branches.scoping import Scope

PAGE = 30


@dataclass(frozen=True)
class Library:
    waiting: list[BestCase]
    kept: list[BestCase]
    own: list[BestCase]
    before: int | None


def library(scope: Scope, deciding: Scope, *, search: str = "", before: int = 0) -> Library:
    """`deciding` are the places this person keeps cases for. Newest first, three queries."""
    rows = BestCase.objects.within(scope).select_related("keeper", "record__activity__branch")
    waiting = rows.filter(deciding.condition("keeper__path"), state=BestCaseState.NOMINATED)
    own = rows.exclude(state=BestCaseState.KEPT).filter(scope.condition("record__activity__branch__path"))
    kept = rows.kept()
    if search:
        named = Q(record__activity__theme__icontains=search) | Q(practice__icontains=search)
        kept = kept.filter(named | Q(record__activity__branch__name__icontains=search))
    if before:
        kept = kept.filter(pk__lt=before)
    listed = list(kept[: PAGE + 1])
    known = list(waiting)
    mine = [case for case in own[:PAGE] if case not in known]
    return Library(known, listed[:PAGE], mine, listed[PAGE - 1].pk if len(listed) > PAGE else None)
