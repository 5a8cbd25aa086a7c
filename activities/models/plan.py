"""The annual plan: twelve months of rows, the committee's themes, and every version that was handed in."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from activities.choices import ActivityKind, Direction, PlanState, Requirement
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from partywork.common import clock


class CatalogueTheme(models.Model):
    """A theme the committee asks for or offers, per year (PL-05)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="catalogue_themes")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("主题", max_length=120)
    requirement = models.CharField("类别", max_length=10, choices=Requirement, default=Requirement.OPTIONAL)
    months = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-requirement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year", "title"], name="theme_once_a_year")
        ]

    def __str__(self) -> str:
        return self.title


class AnnualPlan(models.Model):
    """A branch's plan for a year (PL-01, PL-03); `revision` tells two people who edit it at once apart (E-82)."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="annual_plans")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)
    discussed_on = models.DateField("支委会讨论日期", null=True, blank=True)
    note = models.TextField("计划说明", blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "year"], name="one_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.branch.called}{self.year}年度计划"


class PlannedActivity(models.Model):
    """One row of the plan (PL-02); it may span days (PL-11)."""

    scope_path = "plan__branch__path"

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="rows")
    month = models.PositiveSmallIntegerField("月份")
    start = models.DateField("开始日期", null=True, blank=True)
    end = models.DateField("结束日期", null=True, blank=True)
    kind = models.CharField("类别", max_length=30, choices=ActivityKind, default=ActivityKind.PARTY_DAY)
    mode = models.CharField("活动方式", max_length=40, blank=True)
    content = models.TextField("活动内容")
    requirement = models.CharField(
        "主题类别", max_length=10, choices=Requirement, default=Requirement.OPTIONAL
    )
    theme = models.ForeignKey(CatalogueTheme, models.SET_NULL, null=True, blank=True, related_name="+")
    direction = models.CharField("方向", max_length=20, choices=Direction, blank=True)
    responsible = models.CharField("负责人", max_length=60, blank=True)
    participants = models.CharField("参加对象", max_length=120, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    budget = models.DecimalField("经费（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    date_note = models.CharField(max_length=200, blank=True)
    amends = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="amended_by")
    amended_reason = models.CharField(max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["month", "start", "pk"]
        constraints = [
            models.CheckConstraint(name="month_of_a_year", condition=Q(month__gte=1, month__lte=12)),
            models.CheckConstraint(
                name="row_ends_after_start",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=models.F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month}月 {self.content[:40]}"


class PlanVersion(models.Model):
    """The rows as they were handed in; never changed afterwards."""

    scope_path = "plan__branch__path"

    plan = models.ForeignKey(AnnualPlan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_numbered")]
        triggers = [
            pgtrigger.Protect(name="version_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.plan} 第{self.number}版"
