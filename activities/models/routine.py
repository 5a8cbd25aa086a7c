"""What belongs to a Party day again and again: oath, charter, flag and badge, materials, money (PD-15, PD-17)."""

from django.db import models
from django.db.models import F, Q

from activities.choices import FundSource
from activities.models.activity import Activity
from activities.rules.charter import LAST
from branches.scoping import ScopedQuerySet
from members.models import Member


class RoutineContent(models.Model):
    """What was done besides the agenda; no row means: nobody has noted it yet. The flag stands on the activity."""

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="routine")
    oath = models.BooleanField("重温入党誓词", default=False)
    oath_leader = models.CharField("领誓人", max_length=60, blank=True)
    badges_worn = models.BooleanField("佩戴党徽", default=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity}：常规内容"


class CharterReading(models.Model):
    """Articles read aloud together at one event; 0 is the 总纲 (N41)."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="readings")
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["first", "last"]
        constraints = [
            models.CheckConstraint(
                name="articles_of_the_charter", condition=Q(last__gte=F("first")) & Q(last__lte=LAST)
            ),
            models.UniqueConstraint(fields=["activity", "first", "last"], name="articles_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity}：{self.first}—{self.last}"


class StudyMaterial(models.Model):
    """Something to read or watch; also for those who make up later (AT-09)."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="study_materials")
    title = models.CharField("材料", max_length=120)
    origin = models.CharField("出处", max_length=120, blank=True)
    link = models.URLField("网址", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "title"], name="material_listed_once")]

    def __str__(self) -> str:
        return f"《{self.title}》{f'（{self.origin}）' if self.origin else ''}"


class CostLine(models.Model):
    """One purpose: what was planned for it, what was spent, from which fund, by whom (PL-18)."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="costs")
    purpose = models.CharField("用途", max_length=80)
    planned = models.DecimalField("计划（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField("支出（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    source = models.CharField("经费来源", max_length=10, choices=FundSource, default=FundSource.OFFICE)
    handled_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经手人"
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "purpose"], name="purpose_listed_once"),
            models.CheckConstraint(
                name="cost_line_has_an_amount", condition=Q(planned__isnull=False) | Q(spent__isnull=False)
            ),
            models.CheckConstraint(
                name="no_cost_below_nothing",
                condition=(Q(planned__isnull=True) | Q(planned__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}：{self.purpose}"
