"""How the committee worked through what was handed in: what was opened, and what was accepted at once (C05)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet


class ReviewBatch(models.Model):
    """One action in which several clean papers were accepted; it says how many were drawn and opened (N43)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="review_batches")
    accepted = models.PositiveSmallIntegerField()
    drawn = models.PositiveSmallIntegerField()
    opened = models.PositiveSmallIntegerField()
    one_in = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="drawn_papers_were_opened",
                condition=Q(drawn__lte=F("opened")) & Q(opened__lte=F("accepted")),
            )
        ]

    def __str__(self) -> str:
        return f"一次受理 {self.accepted} 份，抽中必读 {self.drawn} 份，打开看过 {self.opened} 份"


class FilingReading(models.Model):
    """An official of the addressee opened this round while it waited for an answer."""

    scope_path = "round__filing__branch__path"

    round = models.ForeignKey("activities.FilingRound", models.PROTECT, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "reader"], name="read_once_a_reader")]

    def __str__(self) -> str:
        return f"{self.reader} 看过 {self.round}"
