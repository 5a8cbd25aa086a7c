"""A month that was not held for a reason, and the superior's consent to another day (PD-01, PD-04, E-16, E-18)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from partywork.common import clock


class MonthExcuse(models.Model):
    """Why a branch held no themed Party day in a month: 未开展（有因）. The journal keeps earlier words."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="month_excuses")
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("月份")
    reason = models.CharField("没有开展的原因", max_length=200)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["year", "month"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "year", "month"], name="month_excused_once"),
            models.CheckConstraint(name="excused_month_of_a_year", condition=Q(month__gte=1, month__lte=12)),
            models.CheckConstraint(name="excuse_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月未开展：{self.reason}"


class MoveRequest(models.Model):
    """The branch asks the superior before it moves an event: to another month, or where each move is approved.

    The answer is that of its filing (改期请示). An accepted one stays with the change that was made by it.
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey("activities.Activity", models.PROTECT, related_name="move_requests")
    old_starts_at = models.DateTimeField("原定时间")
    new_day = models.DateField("拟改日期")
    reason = models.CharField("原因", max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity} 改到{self.new_day}"
