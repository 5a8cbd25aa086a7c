"""Who was expected, who came, and how each mark came about: the denominator of the day (N01)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices import PRESENT_STATUSES, AttendanceStatus, SignInMethod
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet
from members.choices import Standing
from members.models import Member


class Attendance(models.Model):
    """One person at one activity. While it is open only marks exist; closing adds everybody on the roster.

    `standing`, `group_name` and `basis` are the person's as of that day and never change afterwards (MEM-22).
    `marked_at` is when the person was there; `entered_at` is set where that was written down later: a tablet that
    had no network (N27), a sheet of paper, a conference log (E-81). `proxy` signed for him (N16). `left_at` and
    `minutes` say how long somebody stayed, where it is known (M09).
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    status = models.CharField("状态", max_length=20, choices=AttendanceStatus)
    method = models.CharField("方式", max_length=10, choices=SignInMethod)
    standing = models.CharField(max_length=20, choices=Standing)
    exempt = models.BooleanField(default=False)
    basis = models.CharField("应到依据", max_length=120, blank=True)
    group_name = models.CharField(max_length=40, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    marked_at = models.DateTimeField()
    entered_at = models.DateTimeField("补录时间", null=True, blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proxy = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代签人"
    )
    left_at = models.DateTimeField("离开时间", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("在会分钟", null=True, blank=True)
    hours = models.PositiveSmallIntegerField(
        "学时", null=True, blank=True
    )  # of an event of several days (ED-03)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "member"], name="one_mark_a_person"),
            models.CheckConstraint(
                name="proxy_is_named",
                condition=~Q(method=SignInMethod.PROXY) | Q(proxy__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_is_his_own_proxy", condition=Q(proxy__isnull=True) | ~Q(proxy=F("member"))
            ),
        ]
        indexes = [models.Index(fields=["member", "activity"], name="attendance_of_member")]

    def __str__(self) -> str:
        return f"{self.member} {self.get_status_display()}"

    @property
    def is_present(self) -> bool:
        return self.status in PRESENT_STATUSES


class Answer(models.Model):
    """What a member said beforehand: coming. (Not coming is a leave request.)"""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="one_answer_a_person")]

    def __str__(self) -> str:
        return f"{self.member} 参加"
