"""Sheets that were not handed in: who was told so far, telephone calls, and the superior's unlocking (C10, C11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import EscalationStep
from activities.models.record import RecordSheet
from branches.scoping import ScopedQuerySet


class Escalation(models.Model):
    """One step of one overdue sheet, said once; after a return it begins anew (`round_number`)."""

    scope_path = "record__activity__branch__path"

    record = models.ForeignKey(RecordSheet, models.PROTECT, related_name="escalations")
    round_number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=10, choices=EscalationStep)
    note = models.CharField("情况", max_length=200, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "round_number", "step"],
                condition=~Q(step=EscalationStep.CALL),
                name="each_step_said_once",
            ),
            models.CheckConstraint(
                name="call_says_by_whom", condition=~Q(step=EscalationStep.CALL) | Q(said_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}：{self.record}"


class SheetUnlock(models.Model):
    """The superior opened a locked sheet until a moment, for a reason; lateness stays (S29)."""

    scope_path = "record__activity__branch__path"

    record = models.ForeignKey(RecordSheet, models.PROTECT, related_name="unlocks")
    reason = models.CharField("理由", max_length=200)
    until = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="unlocked_for_some_time", condition=Q(until__gt=models.F("opened_at"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} 解锁"
