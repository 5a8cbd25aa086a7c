"""What is handed upward: one filing per matter, one round per time it was handed in (RC-01, RC-02)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import FilingKind, FilingState, RemarkKind
from activities.models.activity import Activity, ActivityChange
from activities.models.election import ElectionPaper
from activities.models.month import MoveRequest
from activities.models.plan import AnnualPlan
from activities.models.record import RecordSheet
from activities.models.reviewing import ReviewBatch
from branches.models import Organization
from branches.scoping import Scope, ScopedQuerySet


class FilingQuerySet(ScopedQuerySet):
    def awaiting_review(self) -> "FilingQuerySet":
        return self.filter(state=FilingState.SUBMITTED)

    def addressed_within(self, scope: Scope) -> "FilingQuerySet":
        """By whom it is to answer, not by whom it comes from (E-76)."""
        return self.filter(scope.condition("to__path"))


class Filing(models.Model):
    """Lateness is judged by the first complete submission; a return does not reset it (RC-02)."""

    scope_path = "branch__path"

    kind = models.CharField(max_length=10, choices=FilingKind)
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="filings")
    to = models.ForeignKey(Organization, models.PROTECT, related_name="received_filings")
    state = models.CharField(max_length=10, choices=FilingState, default=FilingState.SUBMITTED)
    plan = models.OneToOneField(AnnualPlan, models.PROTECT, null=True, related_name="filing")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="filings")
    change = models.OneToOneField(ActivityChange, models.PROTECT, null=True, related_name="filing")
    move_request = models.OneToOneField(MoveRequest, models.PROTECT, null=True, related_name="filing")
    record = models.OneToOneField(RecordSheet, models.PROTECT, null=True, related_name="filing")
    paper = models.OneToOneField(ElectionPaper, models.PROTECT, null=True, related_name="filing")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    why_due = models.CharField(max_length=300, blank=True)
    first_submitted_at = models.DateTimeField()
    answer_due_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["first_submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="filing_names_its_matter",
                condition=(Q(kind=FilingKind.PLAN) & Q(plan__isnull=False))
                | (Q(kind=FilingKind.THEME) & Q(activity__isnull=False))
                | (Q(kind=FilingKind.CHANGE) & Q(change__isnull=False))
                | (Q(kind=FilingKind.MOVE) & Q(move_request__isnull=False))
                | (Q(kind__in=[FilingKind.RECORD, FilingKind.MINUTES]) & Q(record__isnull=False))
                | (Q(kind=FilingKind.ELECTION) & Q(paper__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["activity"], condition=Q(kind=FilingKind.THEME), name="theme_filed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "kind", "branch"], name="filing_queue"),
            models.Index(fields=["updated_at", "id"], name="filing_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.branch.called} {self.get_kind_display()}"

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and self.first_submitted_at >= self.due_at


class FilingRound(models.Model):
    """One handing-in, frozen: its facts as JSON and their fingerprint never change (N19).

    The answer (outcome, remark, who, when) is written once; the trigger refuses everything else.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", "待审"
        ACCEPTED = "accepted", "受理"
        RETURNED = "returned", "退回"

    scope_path = "filing__branch__path"

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField("报送说明", max_length=200, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    answer = models.TextField("审核意见", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    batch = models.ForeignKey(ReviewBatch, models.PROTECT, null=True, related_name="rounds")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "number"], name="round_numbered"),
            models.CheckConstraint(
                name="answered_round_says_by_whom",
                condition=Q(outcome="waiting")
                | (Q(answered_at__isnull=False) & Q(answered_by__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="round_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="filed_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "filing", "number", "content", "digest", "note", "submitted_at", "submitted_by"
                ),
            ),
            pgtrigger.Protect(
                name="answered_once",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__outcome="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing} 第{self.number}次"


class RoundRemark(models.Model):
    """A remark of the committee on one part of what was handed in (C06)."""

    scope_path = "round__filing__branch__path"

    round = models.ForeignKey(FilingRound, models.PROTECT, related_name="remarks")
    part = models.CharField("哪一处", max_length=40)
    kind = models.CharField("性质", max_length=10, choices=RemarkKind, default=RemarkKind.FIX)
    text = models.CharField("意见", max_length=300)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.part}（{self.get_kind_display()}）：{self.text}"
