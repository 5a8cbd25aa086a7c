"""The Party committee's side: the number of a year, what it answers, its look at the team (DV-24, DV-25)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_publicity import Matter, SubmissionState
from members.models.development import Development


class DevelopmentQuota(models.Model):
    """How many members a branch may admit in a year (DV-25)."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="development_quotas")
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("名额")
    note = models.CharField("说明", max_length=200, blank=True)
    given_by = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "year"], name="one_quota_a_year")]

    def __str__(self) -> str:
        return f"{self.branch}{self.year}年发展党员名额"


class QuotaRequest(models.Model):
    """What a branch asked for in November for the year after, where the committee wants to be asked (DV-25)."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="quota_requests")
    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("拟发展人数")
    reason = models.CharField("理由", max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["branch", "year"], name="one_quota_request_a_year")]

    def __str__(self) -> str:
        return f"{self.branch}{self.year}年发展计划"


class TeamAnalysis(models.Model):
    """The committee's yearly look at its activists, with the figures of that day (DV-06)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="team_analyses")
    year = models.PositiveSmallIntegerField("年度")
    on = models.DateField("分析日期")
    counts = models.JSONField()
    situation = models.TextField("队伍状况")
    problems = models.TextField("存在问题", blank=True)
    measures = models.TextField("改进措施")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "year"], name="one_team_analysis_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.organization}{self.year}年积极分子队伍分析"


class DevelopmentSubmission(models.Model):
    """What the branch put before the committee about one person, and the answer (DV-04, DV-09, DV-13, DV-17, DV-19)."""

    scope_path = "branch__path"

    development = models.ForeignKey(Development, models.PROTECT, related_name="submissions")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="development_submissions")
    to = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    matter = models.CharField("事项", max_length=2, choices=Matter)
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.WAITING)
    note = models.CharField("说明", max_length=300, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_on = models.DateField("答复日期", null=True)
    number = models.CharField("文号", max_length=60, blank=True)
    answer = models.CharField("意见", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        indexes = [models.Index(fields=["to", "state"], name="submission_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["development", "matter"],
                condition=Q(state__in=[SubmissionState.WAITING, SubmissionState.RETURNED]),
                name="one_submission_of_a_matter",
            ),
            models.CheckConstraint(
                name="submission_sent_back_says_why",
                condition=~Q(state__in=[SubmissionState.RETURNED, SubmissionState.REFUSED]) | ~Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.development}：{self.get_matter_display()}"
