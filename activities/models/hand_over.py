"""工作交接: what the old secretary of a branch hands to the new one, as it stood that day (N21)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedTextField

from branches.models import Organization
from branches.scoping import ScopedQuerySet


class HandOver(models.Model):
    """One hand-over. `content` is the list of the day, frozen when the old one signs; `words` go from one to the other.

    `handed_by` is None where nobody handed over and the new one took stock alone.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="hand_overs")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="接任"
    )
    taken_at = models.DateTimeField(null=True)
    words = EncryptedTextField("交代的话", null=True, blank=True)
    remark = models.CharField("接收时的说明", max_length=300, blank=True)
    content = models.JSONField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "工作交接"
        ordering = ["-handed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch"], condition=Q(taken_at__isnull=True), name="one_hand_over_at_a_time"
            ),
            models.CheckConstraint(
                name="alone_is_taken_at_once",
                condition=Q(handed_by__isnull=False) | Q(taken_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="hand_over_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__taken_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="hand_over_keeps_its_list",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["taken_at", "remark"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch}工作交接"
