"""Who is at which point of the way in the branches below a committee: counts, and names only by need (PI-15, DV-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, QuerySet, Value, When

from branches.models import Organization
from members.choices_development import DevelopmentState, StepOutcome
from members.choices_publicity import SubmissionState
from members.models import Development, DevelopmentStep, DevelopmentSubmission, QuotaRequest
from members.reports.development_quota import quota_uses
from members.rules.development_quota import QuotaUse
from partywork.common import clock

APPLICANT, ACTIVIST, CANDIDATE, PROBATIONARY = "applicant", "activist", "candidate", "probationary"
STANDS = {
    APPLICANT: "入党申请人",
    ACTIVIST: "积极分子",
    CANDIDATE: "发展对象",
    PROBATIONARY: "预备党员",
}


@dataclass(frozen=True)
class TeamLine:
    """One branch of the committee's page: figures, no names."""

    branch: Organization
    counts: dict[str, int]
    use: QuotaUse
    waiting: int
    request: QuotaRequest | None

    @property
    def cells(self) -> list[int]:
        return [self.counts.get(stand, 0) for stand in STANDS]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def standing_of(rows: QuerySet[Development]) -> QuerySet[Any]:
    """`stands`: what the person is by the steps that were taken, whatever comes next."""
    return rows.annotate(
        stands=Case(
            When(_has("approved"), then=Value(PROBATIONARY)),
            When(_has("candidate"), then=Value(CANDIDATE)),
            When(_has("activist"), then=Value(ACTIVIST)),
            default=Value(APPLICANT),
            output_field=CharField(),
        )
    )


def team_lines(branches: Sequence[Organization], year: int) -> list[TeamLine]:
    """Every branch with its figures: six queries, however many there are."""
    keys = [branch.pk for branch in branches]
    counts = _counts(keys)
    uses = quota_uses(branches, year)
    waiting = dict(
        DevelopmentSubmission.objects.filter(branch__in=keys, state=SubmissionState.WAITING)
        .order_by()
        .values_list("branch")
        .annotate(n=Count("pk"))
    )
    asked = {row.branch_id: row for row in QuotaRequest.objects.filter(branch__in=keys, year=year)}
    return [
        TeamLine(
            branch=branch,
            counts=counts.get(branch.pk, {}),
            use=uses[branch.pk],
            waiting=waiting.get(branch.pk, 0),
            request=asked.get(branch.pk),
        )
        for branch in branches
    ]


def team_counts(committee: Organization) -> dict[str, int]:
    """The figures of all branches below, as they are kept with the yearly analysis."""
    branches = Organization.objects.get_descendants(committee).branches().active_on(clock.today())
    total = dict.fromkeys(STANDS, 0)
    for found in _counts([branch.pk for branch in branches]).values():
        for stand, number in found.items():
            total[stand] += number
    return total


def _counts(keys: list[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = standing_of(Development.objects.filter(branch__in=keys, state=DevelopmentState.OPEN))
    for pk, stands, number in rows.values_list("branch", "stands").annotate(n=Count("pk")):
        found.setdefault(pk, {})[stands] = number
    return found


def _has(key: str) -> Exists:
    return Exists(
        DevelopmentStep.objects.filter(development=OuterRef("pk"), key=key, outcome=StepOutcome.DONE)
    )
