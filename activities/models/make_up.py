"""Making up for an absence: contacted, told, made up, confirmed by a second person (AT-05..AT-09)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import MakeUpMethod, MakeUpState
from activities.models.attendance import Attendance
from branches.scoping import ScopedQuerySet


class MakeUp(models.Model):
    scope_path = "attendance__activity__branch__path"

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="make_up")
    state = models.CharField(max_length=10, choices=MakeUpState, default=MakeUpState.OPEN)
    due_at = models.DateTimeField("期限")
    why_due = models.CharField(max_length=200)
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cause = models.CharField("缺席原因", max_length=200, blank=True)
    method = models.CharField("补课方式", max_length=20, choices=MakeUpMethod, blank=True)
    done_on = models.DateField("补课日期", null=True)
    gist = models.TextField("内容要点", blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="confirmed_make_up_is_complete",
                condition=~Q(state=MakeUpState.CONFIRMED)
                | (Q(confirmed_by__isnull=False) & Q(done_on__isnull=False) & ~Q(method="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendance.member}的补课"
