"""Why somebody is behind, where it is known, and the one reminder a month (N28, MEM-14)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_dues import DelayReason
from members.models.member import Member


class DuesDelay(models.Model):
    """A known reason for not having paid, from month to month: it stops the count of MEM-14."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_delays")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    reason = models.CharField("原因", max_length=12, choices=DelayReason)
    since = models.DateField("从哪个月")
    until = models.DateField("到哪个月")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="delay_ends_after_start", condition=Q(until__gte=F("since"))),
            models.UniqueConstraint(fields=["member", "since", "reason"], name="one_delay_noted_once"),
        ]
        triggers = [pgtrigger.Protect(name="delay_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}：{self.get_reason_display()}"


class DuesReminder(models.Model):
    """Sent by the keeper to one member, at most once a calendar month; read by nobody else."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_reminders")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    month = models.DateField("哪个月提醒的")
    text = models.CharField(max_length=200)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "month"], name="one_reminder_a_month")]

    def __str__(self) -> str:
        return f"提醒{self.member}交纳党费"
