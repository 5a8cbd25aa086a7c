"""One sign-in to a half day of an event of several days (PD-30)."""

from django.conf import settings
from django.db import models

from activities.choices import HalfOfDay, SignInMethod
from activities.models.activity import Activity
from activities.rules.sessions import HalfDay
from branches.scoping import ScopedQuerySet
from members.models import Member


class SessionMark(models.Model):
    """Kept by half day whatever the committee asks for; closing reads them by the choice in force (E-78)."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="session_marks")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    on = models.DateField("日期")
    half = models.CharField("上下午", max_length=2, choices=HalfOfDay)
    method = models.CharField("方式", max_length=10, choices=SignInMethod)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["on", "half", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "member", "on", "half"], name="one_session_mark_a_half_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.half_day.label}"

    @property
    def half_day(self) -> HalfDay:
        return HalfDay(self.on, self.half)
