"""Praise and honours, labels with dates, pairs, projects, and who wants no political birthday (CA-03..CA-09)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_honours import (
    OF_BRANCH,
    HonourKind,
    HonourLevel,
    HonourState,
    LabelKind,
    ProjectKind,
    ProjectState,
)
from members.models.member import Member


class Honour(models.Model):
    """Nominated, recommended, awarded, withdrawn: each on its day; `member` empty: the branch itself.

    `self_assessed_on` and `mutual_on` are the first two steps of “四强”“四优” (CA-08), `review_on` when it is looked at
    again.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="honours")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="honours", verbose_name="谁"
    )
    kind = models.CharField("荣誉", max_length=24, choices=HonourKind)
    title = models.CharField("名称", max_length=80, blank=True)
    level = models.CharField("哪一级", max_length=12, choices=HonourLevel)
    year = models.PositiveSmallIntegerField("年度")
    batch = models.CharField("批次", max_length=30, blank=True)
    state = models.CharField(max_length=12, choices=HonourState, default=HonourState.NOMINATED)
    deeds = models.CharField("事迹", max_length=300, blank=True)
    nominated_on = models.DateField("提名日期")
    self_assessed_on = models.DateField("自评", null=True, blank=True)
    mutual_on = models.DateField("互评", null=True, blank=True)
    recommended_on = models.DateField("推荐上级", null=True, blank=True)
    decided_on = models.DateField("结果日期", null=True, blank=True)
    paper = models.CharField("文号", max_length=80, blank=True)
    review_on = models.DateField("复核日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "荣誉"
        ordering = ["-year", "-nominated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="honour_of_a_branch_names_nobody",
                condition=~Q(kind__in=sorted(OF_BRANCH)) | Q(member__isnull=True),
            ),
            models.CheckConstraint(
                name="decided_honour_has_its_day",
                condition=Q(state__in=[HonourState.NOMINATED, HonourState.RECOMMENDED])
                | Q(decided_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["branch", "member", "kind", "level", "year", "title"],
                name="nominated_once_a_year",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}：{self.called}"

    @property
    def holder(self) -> str:
        return self.member.name if self.member else self.branch.called

    @property
    def called(self) -> str:
        """2026年市级优秀共产党员（第二批）"""
        name = self.title or str(self.get_kind_display())
        return f"{name}（{self.batch}）" if self.batch else name

    @property
    def is_open(self) -> bool:
        return self.state in (HonourState.NOMINATED, HonourState.RECOMMENDED)


class MemberLabel(models.Model):
    """先锋岗, 责任区, …: on somebody from a day until a day; no points, no ranks (CA-06)."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.CASCADE, related_name="labels")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField("标牌", max_length=16, choices=LabelKind)
    text = models.CharField("内容", max_length=80, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="label_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "text"],
                condition=Q(until__isnull=True),
                name="a_label_hangs_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.called}"

    @property
    def called(self) -> str:
        return f"{self.get_kind_display()}（{self.text}）" if self.text else str(self.get_kind_display())


class Pairing(models.Model):
    """A member looks after an ordinary colleague, by name and place of work only (CA-07)."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.CASCADE, related_name="pairings")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    partner = models.CharField("结对职工", max_length=40)
    place = models.CharField("部门、班组", max_length=60, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pair_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=["member", "partner"], condition=Q(until__isnull=True), name="paired_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}结对{self.partner}"


class BrandProject(models.Model):
    """书记领办项目, 先锋杯, 品牌: name, lead, year, state (CA-09)."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="brand_projects")
    name = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=16, choices=ProjectKind)
    lead = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="负责人")
    year = models.PositiveSmallIntegerField("年度")
    progress = models.CharField("进展", max_length=12, choices=ProjectState, default=ProjectState.UNDERWAY)
    as_of = models.DateField("截至")
    note = models.CharField("说明", max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "year", "name"], name="a_project_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.name}"


class AnniversaryChoice(models.Model):
    """The member's own switch: no card, no mention on the list of political birthdays."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="anniversary_choice")
    quiet = models.BooleanField("不要提我的政治生日", default=False)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.member}的政治生日"
