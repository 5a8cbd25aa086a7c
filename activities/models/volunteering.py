"""Volunteer service of a branch and who took part for how long; a ledger, never a ranking (PD-26, F-42)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import VolunteerForm
from activities.models.activity import Activity
from activities.rules.hours import A_DAY, hours_text
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


class VolunteerService(models.Model):
    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="volunteer_services")
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="volunteer_services"
    )
    on = models.DateField("日期")
    form = models.CharField("组织形式", max_length=12, choices=VolunteerForm, default=VolunteerForm.TEAM)
    project = models.CharField("项目", max_length=80)
    place = models.CharField("地点", max_length=120, blank=True)
    served = models.CharField("服务对象", max_length=120, blank=True)
    result = models.CharField("成效", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务"
        ordering = ["on", "pk"]
        constraints = [
            # A double click registers one service, not two.
            models.UniqueConstraint(fields=["branch", "on", "project"], name="service_registered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.project}"


class VolunteerShare(models.Model):
    """One member's part in it, in whole minutes."""

    scope_path = "service__branch__path"

    service = models.ForeignKey(VolunteerService, models.CASCADE, related_name="shares")
    member = models.ForeignKey(Member, models.PROTECT, related_name="volunteer_shares")
    minutes = models.PositiveSmallIntegerField("时长（分钟）")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "member_id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "member"], name="share_listed_once"),
            models.CheckConstraint(
                name="share_within_a_day", condition=Q(minutes__gt=0) & Q(minutes__lte=A_DAY)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.hours}"

    @property
    def hours(self) -> str:
        return hours_text(self.minutes)
