"""The year's number of a branch, and how far it is used (DV-25)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from branches.models import Organization
from members.choices_development import DevelopmentState, StepOutcome
from members.models import Development, DevelopmentQuota, DevelopmentStep
from members.rules.development_quota import QuotaUse, over_quota


def quota_uses(branches: Iterable[Organization], year: int) -> dict[int, QuotaUse]:
    """Number, admitted and candidates of each branch: three queries, however many there are."""
    keys = [branch.pk for branch in branches]
    numbers = dict(
        DevelopmentQuota.objects.filter(branch__in=keys, year=year).values_list("branch", "number")
    )
    admitted = dict(
        DevelopmentStep.objects.filter(
            branch__in=keys, key="admitted", outcome=StepOutcome.DONE, done_on__year=year
        )
        .values_list("branch")
        .annotate(n=Count("development", distinct=True))
    )
    waiting = dict(
        Development.objects.filter(branch__in=keys, state=DevelopmentState.OPEN)
        .filter(_has("candidate"), ~_has("admitted"))
        .values_list("branch")
        .annotate(n=Count("pk"))
    )
    return {pk: QuotaUse(year, numbers.get(pk), admitted.get(pk, 0), waiting.get(pk, 0)) for pk in keys}


def quota_word(branch: Organization, step: int, day: date) -> str:
    """What the step at that day comes to against the number, "" when it stays within (DV-25)."""
    if step not in (7, 15):
        return ""
    return over_quota(step, quota_uses([branch], day.year)[branch.pk])


def _has(key: str) -> Q:
    rows = DevelopmentStep.objects.filter(development=OuterRef("pk"), key=key, outcome=StepOutcome.DONE)
    return Q(Exists(rows))
