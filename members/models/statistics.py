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


class StatisticsOrder(models.Model):
    """The tables of a large organization that the workers are to count, and what they counted last.

    One row for an organization and a day. `asked_at` later than `taken_at`: somebody waits. `to_freeze`: what is
    counted is to be frozen, with the reason given.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="statistics_orders")
    as_of = models.DateField("统计时点")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    to_freeze = models.BooleanField(default=False)
    reason = models.CharField("重新定稿的原因", max_length=200, blank=True)
    taken_at = models.DateTimeField(null=True)
    content = models.JSONField(null=True)
    refusal = models.CharField(max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "党内统计（待算）"
        constraints = [
            models.UniqueConstraint(fields=["organization", "as_of"], name="one_order_a_day"),
            models.CheckConstraint(
                name="counted_has_its_time", condition=Q(content=None) | Q(taken_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.as_of}"

    @property
    def is_waiting(self) -> bool:
        return self.to_freeze or self.taken_at is None or self.taken_at < self.asked_at
