"""The term (届) of a branch: from when, until when, with a committee or without (ORG-09, ORG-10, EL-01)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from branches.models.organization import Organization
from branches.rules.terms import TermStatus, status_on
from branches.scoping import ScopedQuerySet


class TermQuerySet(ScopedQuerySet):
    def running(self) -> Self:
        return self.filter(ended_on__isnull=True)


class Term(models.Model):
    """One term. `due_on` is the day it is full; `shifted_to` the other day the superior agreed to.

    Whether the branch has a committee is settled for the whole term by its election, whatever the head count of a
    later day (ORG-09, E-27).
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField("届")
    since = models.DateField("任期开始")
    years = models.PositiveSmallIntegerField("任期（年）")
    due_on = models.DateField("届满日期")
    shifted_to = models.DateField("批准改到", null=True, blank=True)
    shift_reason = models.CharField("延期或提前的原因", max_length=200, blank=True)
    shift_approved_on = models.DateField("批准日期", null=True, blank=True)
    has_committee = models.BooleanField("设支委会", default=True)
    seats = models.PositiveSmallIntegerField("委员名额", default=0)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任期"
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "number"], name="term_numbered_once"),
            models.UniqueConstraint(
                fields=["branch"], condition=Q(ended_on__isnull=True), name="one_running_term"
            ),
            models.CheckConstraint(name="term_ends_after_start", condition=Q(due_on__gt=F("since"))),
            models.CheckConstraint(
                name="shift_was_approved",
                condition=Q(shifted_to__isnull=True) | Q(shift_approved_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch.called}第{self.number}届"

    @property
    def election_due(self) -> date:
        """By when the next one is to be elected."""
        return self.shifted_to or self.due_on

    def status_on(self, day: date) -> TermStatus:
        return status_on(day, self.due_on, self.shifted_to)
