"""The yearly and half-yearly tables of an organization as they were frozen (ST-02, F-39)."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet


class MemberStatistics(models.Model):
    """What the tables said of the end of a day; `people` are the members counted, to name next year who differs.

    A table stays as it is. What was found wrong later stands in a further `edition`, with its reason.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="member_statistics")
    as_of = models.DateField("统计时点")
    edition = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField("重新定稿的原因", max_length=200, blank=True)
    content = models.JSONField()
    people = ArrayField(models.IntegerField())
    taken_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "党内统计"
        constraints = [
            models.UniqueConstraint(fields=["organization", "as_of", "edition"], name="one_table_an_edition"),
            models.CheckConstraint(
                name="further_edition_has_its_reason", condition=Q(edition=1) | ~Q(reason="")
            ),
        ]
        triggers = [pgtrigger.Protect(name="table_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.organization} {self.as_of} 党内统计"
