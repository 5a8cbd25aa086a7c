"""One event of several branches: what they share, and who of them made it a Party day of its own (E-20, E-21)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices import JointState, PartState, Requirement, Venue
from activities.models.activity import Activity
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from partywork.common import clock

# What the organizer settles for all; everything else about the day is each branch's own.
COMMON = (
    "theme",
    "mode",
    "requirement",
    "starts_at",
    "ends_at",
    "venue",
    "place",
    "materials",
    "wear_badge",
)


class JointEvent(models.Model):
    """What the branches have in common: theme, time, place, agenda, and the text of what was done (N25).

    `lead` is the organizing branch's own activity; without it a general branch or a committee organizes, and
    the event counts for nobody by itself (PD-31). `agenda` holds [title, minutes, person] in order.
    """

    scope_path = "organizer__path"

    organizer = models.ForeignKey(Organization, models.PROTECT, related_name="joint_events")
    lead = models.OneToOneField(Activity, models.PROTECT, null=True, blank=True, related_name="leads")
    state = models.CharField(max_length=10, choices=JointState, default=JointState.OPEN)
    theme = models.CharField("主题", max_length=200)
    mode = models.CharField("活动方式", max_length=40, blank=True)
    requirement = models.CharField(
        "主题类别", max_length=10, choices=Requirement, default=Requirement.OPTIONAL
    )
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    venue = models.CharField("形式", max_length=10, choices=Venue, default=Venue.ON_SITE)
    place = models.CharField("地点或平台", max_length=120, blank=True)
    materials = models.CharField("材料", max_length=200, blank=True)
    wear_badge = models.BooleanField("佩戴党员徽章", default=True)
    agenda = models.JSONField("共同议程", default=list, blank=True)
    content = models.TextField("共同文本", blank=True)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联合活动"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="joint_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return f"{clock.local_day(self.starts_at):%Y-%m-%d} {self.theme}"

    @property
    def day(self) -> date:
        return clock.local_day(self.starts_at)

    @property
    def last_day(self) -> date:
        return clock.due_day(self.ends_at)

    @property
    def is_open(self) -> bool:
        return self.state == JointState.OPEN


class JointPartQuerySet(ScopedQuerySet):
    def adopted(self) -> Self:
        return self.filter(state=PartState.ADOPTED)

    def waiting(self) -> Self:
        """Invited to something that still stands, and not answered yet."""
        return self.filter(state=PartState.INVITED, joint__state=JointState.OPEN)


class JointPart(models.Model):
    """One branch and the joint event: asked, and what its own committee decided, when and by whom.

    `activity` is the branch's own Party day, with its own list, rate, leave, rating, sheet and filing.
    `taken_text` is the common text as it was taken into the branch's sheet, to be told from the branch's own.
    """

    scope_path = "branch__path"

    joint = models.ForeignKey(JointEvent, models.PROTECT, related_name="parts")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="joint_parts")
    state = models.CharField(max_length=10, choices=PartState, default=PartState.INVITED)
    activity = models.OneToOneField(
        Activity, models.PROTECT, null=True, blank=True, related_name="joint_part"
    )
    invited_at = models.DateTimeField(default=clock.now)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_on = models.DateField("支委会决定日期", null=True, blank=True)
    decided_note = models.CharField("依据", max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("原因", max_length=200, blank=True)
    taken_text = models.TextField(blank=True)

    objects = JointPartQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联合活动的参加支部"
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["joint", "branch"], name="branch_asked_once"),
            models.CheckConstraint(
                name="adopted_part_was_decided",
                condition=~Q(state=PartState.ADOPTED)
                | (Q(activity__isnull=False) & Q(answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch.called}：{self.joint}"

    @property
    def is_adopted(self) -> bool:
        return self.state == PartState.ADOPTED

    @property
    def is_host(self) -> bool:
        return self.activity_id is not None and self.activity_id == self.joint.lead_id
