"""Texts to be passed on, and leaders with a second place of organizational life (ED-06, ED-10, MEM-19, N36)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.models.activity import Activity
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member
from partywork.common import clock


class Conveyance(models.Model):
    """One text from above: when it came, and when and where it was passed on (传达). Never the text itself."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="conveyances")
    title = models.CharField("文件或精神", max_length=120)
    issuer = models.CharField("发文单位", max_length=80, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    is_integrity = models.BooleanField("廉政、纪律教育", default=False)
    received_on = models.DateField("收到")
    conveyed_on = models.DateField("传达", null=True, blank=True)
    activity = models.ForeignKey(
        Activity,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="conveyances",
        verbose_name="在哪次会上",
    )
    note = models.CharField("说明", max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "title", "received_on"], name="text_received_once"),
            models.CheckConstraint(
                name="passed_on_after_it_came",
                condition=Q(conveyed_on__isnull=True) | Q(conveyed_on__gte=F("received_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days(self) -> int | None:
        """From coming to passing on; None while it waits."""
        return (self.conveyed_on - self.received_on).days if self.conveyed_on else None


class LeaderContact(models.Model):
    """A leader takes part as an ordinary member in his own branch, and goes to this one as its contact person.

    `branch` is the contact branch; None where none was named. Both days included.
    """

    scope_path = "committee__path"

    committee = models.ForeignKey(Organization, models.PROTECT, related_name="leader_contacts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="leader_contacts")
    branch = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "branch"],
                condition=Q(until__isnull=True),
                nulls_distinct=False,
                name="leader_in_contact_once",
            ),
            models.CheckConstraint(
                name="contact_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}"
