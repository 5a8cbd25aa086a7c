"""Whose way to membership a ballot is about, and whether its numbers stand there yet (DV-16, DV-22)."""

from django.db import models

from activities.models.ballot import Ballot
from branches.scoping import ScopedQuerySet
from members.models import Development, DevelopmentStep


class DevelopmentBallot(models.Model):
    """The vote of a branch meeting on somebody's admission or conversion; `row` is the step its numbers went into."""

    scope_path = "ballot__activity__branch__path"

    ballot = models.OneToOneField(Ballot, models.CASCADE, related_name="about")
    development = models.ForeignKey(Development, models.PROTECT, related_name="+")
    row = models.ForeignKey(DevelopmentStep, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.development}：{self.ballot}"
