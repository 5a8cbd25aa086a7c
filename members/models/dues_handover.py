"""The dues go from one keeper to the next, counted and confirmed by both (DU-17)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet


class DuesHandover(models.Model):
    """One statement: what was there on the day, frozen; written by one of the two, confirmed by the other."""

    class State(models.TextChoices):
        WRITTEN = "written", "待另一方确认"
        CONFIRMED = "confirmed", "双方已确认"

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="dues_handovers")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField("交接日期")
    cash_fen = models.BigIntegerField("账上手存（分）")
    counted_fen = models.BigIntegerField("清点实数（分）")
    difference_reason = models.CharField("差额说明", max_length=200, blank=True)
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WRITTEN)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "giver", "taker", "on"], name="one_handover_a_day"),
            models.CheckConstraint(name="handed_to_somebody_else", condition=~Q(giver=F("taker"))),
            models.CheckConstraint(
                name="handover_difference_is_explained",
                condition=Q(cash_fen=F("counted_fen")) | ~Q(difference_reason=""),
            ),
            models.CheckConstraint(
                name="confirmed_by_the_other",
                condition=Q(state="written")
                | (
                    Q(confirmed_at__isnull=False)
                    & Q(confirmed_by__isnull=False)
                    & ~Q(confirmed_by=F("written_by"))
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="handover_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="handover_keeps_its_sums",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["state", "confirmed_by", "confirmed_at"]),
            ),
            pgtrigger.Protect(
                name="confirmed_handover_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="confirmed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch}{self.on}党费交接"
