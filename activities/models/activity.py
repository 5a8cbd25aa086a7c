"""One gathering of a branch, from the plan row to its end, with its agenda, guests and changes."""

import secrets
from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from activities.choices import ActivityKind, ActivityState, Requirement, Venue
from activities.kinds import Kind, kind_of
from activities.models.gathering import Gathering
from activities.models.plan import PlannedActivity
from activities.rules.sessions import spans_days
from branches.models import Organization, PartyGroup
from branches.scoping import ScopedQuerySet
from members.models import Development, Member, TemporaryStay
from partywork.common import clock


def _secret() -> str:
    return secrets.token_hex(20)


class ActivityQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=ActivityState.CANCELLED)

    def on_month(self, year: int, month: int) -> Self:
        return self.filter(for_year=year, for_month=month)

    def coming(self, moment: datetime) -> Self:
        return self.filter(state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED], ends_at__gte=moment)

    def overdue_to_close(self, moment: datetime) -> Self:
        return self.filter(state__in=[ActivityState.DRAFT, ActivityState.ANNOUNCED], ends_at__lt=moment)


class _Hours(Func):
    """From the first to the last minute, the last one not counted."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Activity(models.Model):
    """A themed Party day (or another gathering) of one branch.

    Dates are aware datetimes shown in Asia/Shanghai. `for_year`/`for_month` is the month it counts for (E-17).
    The counters are written once, when it closes, from the frozen attendance rows; the nightly reconciliation
    must find them equal (performance.md 1b).
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="activities")
    row = models.ForeignKey(
        PlannedActivity, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    kind = models.CharField("类别", max_length=30, choices=ActivityKind, default=ActivityKind.PARTY_DAY)
    group = models.ForeignKey(
        PartyGroup, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="党小组"
    )  # whose meeting it is (MT-04)
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="合并集中"
    )
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.DRAFT)
    for_year = models.PositiveSmallIntegerField()
    for_month = models.PositiveSmallIntegerField()
    theme = models.CharField("主题", max_length=200)
    mode = models.CharField("活动方式", max_length=40, blank=True)
    requirement = models.CharField(
        "主题类别", max_length=10, choices=Requirement, default=Requirement.OPTIONAL
    )
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    venue = models.CharField("形式", max_length=10, choices=Venue, default=Venue.ON_SITE)
    place = models.CharField("地点或平台", max_length=120, blank=True)
    link = models.URLField("入会链接", max_length=300, blank=True)  # for those who are expected only (MT-13)
    dial_in = models.CharField("会议号、密码", max_length=120, blank=True)
    materials = models.CharField("材料", max_length=200, blank=True)
    wear_badge = models.BooleanField("佩戴党员徽章", default=True)
    host = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主持人"
    )
    host_reason = models.CharField("委托主持的原因", max_length=120, blank=True)
    recorder = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人"
    )
    decided_on = models.DateField("支委会定题日期", null=True, blank=True)
    decided_note = models.CharField("定题依据", max_length=120, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    republished_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    late_reason = models.CharField("迟发原因", max_length=200, blank=True)
    short_reason = models.CharField("时长不足原因", max_length=200, blank=True)
    low_reason = models.CharField("到会不足原因", max_length=200, blank=True)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)
    reported_at = models.DateTimeField("通报到会时间", null=True, blank=True)
    flag_hung = models.BooleanField("悬挂党旗", default=False)
    sign_in_secret = models.CharField(max_length=40, default=_secret, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    total = models.PositiveIntegerField("党员总数", default=0)
    expected = models.PositiveIntegerField("应到", default=0)
    present = models.PositiveIntegerField("实到", default=0)
    unsettled = models.PositiveIntegerField("待核", default=0)
    made_up = models.PositiveIntegerField("补课办结", default=0)
    judged_by = models.JSONField(default=dict, blank=True)  # parameters in force that day, frozen at closing
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(name="activity_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="held_activity_was_closed",
                condition=~Q(state=ActivityState.HELD) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="announced_activity_was_published",
                condition=~Q(state=ActivityState.ANNOUNCED) | Q(published_at__isnull=False),
            ),
            # One hour is never counted twice; two groups may meet at the same time (N06).
            ExclusionConstraint(
                name="parts_of_a_gathering_do_not_overlap",
                expressions=[
                    ("gathering", RangeOperators.EQUAL),
                    (_Hours("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(gathering__isnull=False, group__isnull=True) & ~Q(state=ActivityState.CANCELLED),
            ),
            models.CheckConstraint(name="present_within_total", condition=Q(present__lte=F("total"))),
            # A double click on "open" makes one activity, not two; a group meeting's row has one a group (MT-04).
            models.UniqueConstraint(
                fields=["row", "group"],
                condition=~Q(state=ActivityState.CANCELLED) & Q(row__isnull=False),
                nulls_distinct=False,
                name="one_activity_a_plan_row",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "for_year", "for_month"], name="activity_branch_month"),
            models.Index(fields=["state", "ends_at"], name="activity_state_end"),
        ]

    def __str__(self) -> str:
        return f"{clock.local_day(self.starts_at):%Y-%m-%d} {self.theme}"

    @property
    def sort(self) -> Kind:
        """What its kind asks for; templates read `activity.sort.is_rated`."""
        return kind_of(self.kind)

    @property
    def day(self) -> date:
        return clock.local_day(self.starts_at)

    @property
    def last_day(self) -> date:
        """Until 24:00 is still that day; deadlines count from here (E-25)."""
        return clock.due_day(self.ends_at)

    @property
    def spans_days(self) -> bool:
        """An event of several days, signed in to day by day (PD-30)."""
        return spans_days(self.starts_at, self.ends_at)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def is_ahead(self, moment: datetime) -> bool:
        return self.state in (ActivityState.DRAFT, ActivityState.ANNOUNCED) and moment < self.starts_at

    @property
    def is_open(self) -> bool:
        return self.state in (ActivityState.DRAFT, ActivityState.ANNOUNCED)


class Guest(models.Model):
    """Somebody from outside the branch's roster; never in a denominator (PD-10, PD-23).

    `development`: one of those on the way in the branch; an event that was held stands in that file too (DV-26).
    """

    class Kind(models.TextChoices):
        SUPERIOR = "superior", "上级指导"
        LECTURER = "lecturer", "主讲人"
        CANDIDATE = "candidate", "发展对象"
        ACTIVIST = "activist", "入党积极分子"
        APPLICANT = "applicant", "入党申请人"
        YOUTH = "youth", "团员青年"
        PUBLIC = "public", "群众代表"
        OTHER_BRANCH = "other_branch", "其他支部党员"

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="guests")
    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("身份", max_length=20, choices=Kind)
    office = models.CharField("单位职务", max_length=80, blank=True)
    remark = models.TextField("点评", blank=True)
    development = models.ForeignKey(
        Development, models.PROTECT, null=True, blank=True, related_name="attended", verbose_name="发展党员"
    )
    # Who came by a temporary relation: proof for the branch at home (MEM-15, E-12).
    stay = models.ForeignKey(
        TemporaryStay,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="临时组织关系",
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "name", "kind"],
                condition=Q(development__isnull=True),
                name="guest_listed_once",
            ),
            models.UniqueConstraint(fields=["activity", "development"], name="observer_listed_once"),
            models.UniqueConstraint(fields=["activity", "stay"], name="stay_listed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"


class ActivityChange(models.Model):
    """A published time, day or place that was changed: both are kept, with the reason (PD-04, F-40)."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="changes")
    old_starts_at = models.DateTimeField()
    old_ends_at = models.DateTimeField()
    old_place = models.CharField(max_length=120, blank=True)
    new_starts_at = models.DateTimeField(null=True)  # None: cancelled
    new_ends_at = models.DateTimeField(null=True)
    new_place = models.CharField(max_length=120, blank=True)
    fields = ArrayField(models.CharField(max_length=20), default=list)
    reason = models.CharField("原因", max_length=200)
    request = models.ForeignKey(
        "activities.MoveRequest", models.PROTECT, null=True, related_name="changes"
    )  # the consent it was made by, if one was asked for
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity}：{self.reason}"

    @property
    def moves_the_day(self) -> bool:
        """Another day, or none at all: the superior must know. Another hour or room is the branch's own matter."""
        if self.new_starts_at is None:
            return True
        return clock.local_day(self.old_starts_at) != clock.local_day(self.new_starts_at)
