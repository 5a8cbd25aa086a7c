"""Times at which a member cannot come, stated once a term (S08). Not a leave: it only makes the forecast honest."""

from django.db import models
from django.db.models import F, Q

from activities.choices import LeaveReason, PartOfDay, Weekday
from members.models import Member


class StandingAbsence(models.Model):
    """Every week, on this weekday, in this part of the day, from–to. Only the member sees it; others see a number."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="standing_absences")
    weekday = models.PositiveSmallIntegerField("星期几", choices=Weekday)
    part = models.CharField("什么时候", max_length=10, choices=PartOfDay, default=PartOfDay.ALL_DAY)
    since = models.DateField("从哪天起")
    until = models.DateField("到哪天止")
    reason = models.CharField("为什么", max_length=12, choices=LeaveReason)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["weekday", "since", "pk"]
        constraints = [
            models.CheckConstraint(name="standing_absence_ends", condition=Q(until__gte=F("since"))),
            models.UniqueConstraint(
                fields=["member", "weekday", "part", "since"], name="one_standing_absence_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_weekday_display()}{self.get_part_display()}"
