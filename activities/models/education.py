"""Hours of study that no gathering alone gives: put right with a reason, or learned elsewhere (ED-01..ED-03).

What gatherings count for is computed from the register of attendance and never typed (RC-10).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices_education import OutsideState, StudyBasis, StudySort
from activities.models.activity import Activity
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member
from partywork.common import clock


class HoursCorrection(models.Model):
    """A gathering counts for other hours than its length says: for all, or for one member. The latest holds.

    Rows are added, never changed: what counted until when can be read from them.
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="hours_corrections")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    tenths = models.PositiveSmallIntegerField("学时（十分之一）")
    reason = models.CharField("原因", max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="hours_corrected_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="hours_of_a_day", condition=Q(tenths__lte=240)),
        ]

    def __str__(self) -> str:
        return f"{self.activity}：{self.tenths / 10:g}学时"


class OutsideStudy(models.Model):
    """A course away from the branch, or online: by certificate or somebody's word, with the hours it gave (F-31).

    `branch` is where the member was when it ended; the hours are the member's and go with him (E-01).
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="outside_studies")
    state = models.CharField(max_length=10, choices=OutsideState, default=OutsideState.ASKED)
    since = models.DateField("从")
    until = models.DateField("到")
    title = models.CharField("课程", max_length=120)
    organizer = models.CharField("主办单位", max_length=80)
    sort = models.CharField("类型", max_length=10, choices=StudySort, default=StudySort.TRAINING)
    tenths = models.PositiveSmallIntegerField("学时（十分之一）")
    basis = models.CharField("依据", max_length=12, choices=StudyBasis, default=StudyBasis.CERTIFICATE)
    file = models.FileField(upload_to="study-papers/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_type = models.CharField(max_length=40, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("说明", max_length=200, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["until", "pk"]
        constraints = [
            models.CheckConstraint(
                name="study_ends_not_before_it_begins", condition=Q(until__gte=F("since"))
            ),
            models.CheckConstraint(name="some_hours_were_learned", condition=Q(tenths__gt=0)),
            models.CheckConstraint(
                name="confirmed_study_was_confirmed",
                condition=~Q(state=OutsideState.CONFIRMED) | Q(decided_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["member", "until", "title"],
                condition=Q(state__in=[OutsideState.ASKED, OutsideState.CONFIRMED]),
                name="outside_study_once",
            ),
        ]
        indexes = [models.Index(fields=["member", "until"], name="outside_study_of_member")]

    def __str__(self) -> str:
        return f"{self.member}：{self.title}"

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1
