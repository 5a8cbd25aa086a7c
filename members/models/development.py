"""Whoever applied to join, and each step on the way with its date, its facts and its paper (DV-01, DV-23)."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Prefetch, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices import Sex
from members.choices_development import ContactRole, DevelopmentState, StepOutcome
from members.models.member import Member
from members.rules.development import BY_KEY, STEPS
from members.rules.development import DevelopmentStep as Step

ONCE = [step.key for step in STEPS if not step.repeats]


class DevelopmentQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state=DevelopmentState.OPEN)

    def with_steps(self) -> Self:
        """What was taken, in the order of the days; what was corrected is left out."""
        steps = DevelopmentStep.objects.exclude(outcome=StepOutcome.REPLACED)
        return self.prefetch_related(Prefetch("steps", steps.order_by("done_on", "pk"), to_attr="taken"))

    def by_name(self) -> Self:
        return self.order_by("name_key", "pk")


class Development(models.Model):
    """A person on the way from the application to full membership; no member of the Party until approved (MEM-01).

    `stage` is that of the next step, for lists; `member` is set by the superior's approval (MEM-23, E-06).
    `earlier_months` were spent as an activist elsewhere and are shown by `earlier_paper` (DV-08).
    """

    scope_path = "branch__path"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="developments")
    name = models.CharField("姓名", max_length=60)
    name_key = models.CharField(max_length=160, db_index=True)
    sex = models.CharField("性别", max_length=6, choices=Sex)
    born_on = models.DateField("出生日期")
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    education = models.CharField("学历", max_length=30, blank=True)
    occupation = models.CharField("单位及职务", max_length=100, blank=True)
    leaving_on = models.DateField("预计离开日期", null=True, blank=True)
    earlier_months = models.PositiveSmallIntegerField("转来前培养月数", default=0)
    earlier_place = models.CharField("原培养单位", max_length=120, blank=True)
    earlier_paper = models.FileField("原培养材料", upload_to="development/%Y/%m/", blank=True)
    stage = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=DevelopmentState, default=DevelopmentState.OPEN)
    extended_months = models.PositiveSmallIntegerField("延长预备期", default=0)
    member = models.OneToOneField(
        Member, models.PROTECT, null=True, blank=True, related_name="development", verbose_name="党员"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DevelopmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员"
        indexes = [models.Index(fields=["branch", "state"], name="development_branch_state")]
        constraints = [
            models.CheckConstraint(
                name="development_ends_as_member",
                condition=~Q(state__in=[DevelopmentState.FULL, DevelopmentState.ANNULLED])
                | Q(member__isnull=False),
            ),
            models.CheckConstraint(
                name="probation_extended_at_most_a_year",
                condition=Q(extended_months=0) | Q(extended_months__range=(6, 12)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == DevelopmentState.OPEN


class DevelopmentStep(models.Model):
    """One of the twenty-five steps, taken: when, with which facts, by whom entered (DV-01, F-24).

    `outcome` tells whether it lets the next one begin. A correction leaves the old row behind with `why`;
    `reason` is what was written when the step was taken in spite of `warned`. `branch` is where it was taken.
    """

    scope_path = "development__branch__path"

    development = models.ForeignKey(Development, models.CASCADE, related_name="steps")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    done_on = models.DateField("日期")
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    outcome = models.CharField(max_length=10, choices=StepOutcome, default=StepOutcome.DONE)
    paper = models.FileField("材料", upload_to="development/%Y/%m/", blank=True)
    paper_name = models.CharField(max_length=100, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    warned = models.TextField(blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    why = models.CharField("更正原因", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["development", "key"],
                condition=Q(outcome=StepOutcome.DONE, key__in=ONCE),
                name="development_step_done_once",
            ),
            models.CheckConstraint(
                name="replaced_step_says_why", condition=~Q(outcome=StepOutcome.REPLACED) | ~Q(why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.development}：{self.step.title}"

    @property
    def step(self) -> Step:
        return BY_KEY[self.key]

    @property
    def is_done(self) -> bool:
        return self.outcome == StepOutcome.DONE


class DevelopmentContact(models.Model):
    """A full member who accompanies the person: contact or introducer, from a day to another (DV-05, DV-10)."""

    scope_path = "development__branch__path"

    development = models.ForeignKey(Development, models.CASCADE, related_name="contacts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="accompanies")
    role = models.CharField("身份", max_length=10, choices=ContactRole)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["development", "member", "role"],
                condition=Q(until__isnull=True),
                name="accompanies_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.development}的{self.get_role_display()}"

    def is_running_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)
