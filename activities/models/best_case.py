"""Sheets put forward as best cases, and the ones a committee keeps for its branches to read (C20, PD-27)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import BestCaseState
from activities.models.record import RecordSheet
from branches.models import Organization
from branches.scoping import Scope, ScopedQuerySet


class BestCaseQuerySet(ScopedQuerySet):
    def within(self, scope: Scope) -> Self:
        """A place reads its own and those below it, and what the places above it keep."""
        if scope.everything:
            return self
        own = scope.condition("keeper__path") | scope.condition("record__activity__branch__path")
        above = {path[:end] for path in scope.paths for end in range(_STEP, len(path) + 1, _STEP)}
        return self.filter(own | Q(state=BestCaseState.KEPT, keeper__path__in=above))

    def kept(self) -> Self:
        return self.filter(state=BestCaseState.KEPT)


_STEP = Organization.steplen


class BestCase(models.Model):
    """`keeper` decides; `practice` was written for others to read, the rest is the sheet as it was accepted."""

    scope_path = "keeper__path"

    record = models.OneToOneField(RecordSheet, models.PROTECT, related_name="best_case")
    keeper = models.ForeignKey(Organization, models.PROTECT, related_name="best_cases")
    state = models.CharField(max_length=10, choices=BestCaseState, default=BestCaseState.NOMINATED)
    practice = models.TextField("经验做法")
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_note = models.CharField("意见", max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = BestCaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="kept_case_says_by_whom",
                condition=~Q(state=BestCaseState.KEPT)
                | (Q(decided_by__isnull=False) & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["keeper", "state"], name="best_case_shelf")]

    def __str__(self) -> str:
        return f"案例：{self.record.activity}"

    @property
    def content(self) -> dict[str, Any]:
        """The sheet as it was accepted: a frozen round, whatever happened to it since."""
        rounds = self.record.filing.rounds
        accepted = rounds.filter(outcome="accepted").order_by("-number").first()
        return dict(accepted.content) if accepted is not None else {}
