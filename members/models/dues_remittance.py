"""From the branch upward: what was handed up and receipted, and the committee's own book (DU-18, DU-20..DU-23)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_dues import FundKind, FundPurpose
from members.models.dues_ledger import DuesEntry


class DuesRemittance(models.Model):
    """The closed months of a branch, handed up in one sum with their tally; then receipted from above."""

    class State(models.TextChoices):
        SENT = "sent", "已上缴，待上级收讫"
        RECEIVED = "received", "上级已收讫"

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="dues_remittances")
    to = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="上缴到")
    first = models.DateField("自")
    last = models.DateField("至")
    tally = models.JSONField(default=dict)
    expected_fen = models.BigIntegerField()
    remitted_fen = models.BigIntegerField("上缴（分）")
    large_fen = models.BigIntegerField(default=0)
    difference_reason = models.CharField("差额说明", max_length=200, blank=True)
    due_on = models.DateField(
        "应上缴到", null=True
    )  # as the committee asked on the day it was handed up (N30)
    handed_on = models.DateField("上缴日期")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry = models.OneToOneField(DuesEntry, models.PROTECT, null=True, related_name="remittance")
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    receipt_number = models.CharField("上级收据号", max_length=40, blank=True)
    received_on = models.DateField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "first"], name="one_remittance_of_a_month"),
            models.CheckConstraint(name="remittance_ends_after_start", condition=Q(last__gte=F("first"))),
            models.CheckConstraint(
                name="difference_is_explained",
                condition=Q(remitted_fen=F("expected_fen")) | ~Q(difference_reason=""),
            ),
            models.CheckConstraint(
                name="received_with_receipt",
                condition=Q(state="sent") | (~Q(receipt_number="") & Q(received_on__isnull=False)),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="remittance_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="remitted_sum_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    exclude=["state", "receipt_number", "received_on", "received_by", "updated_at"]
                ),
            ),
            pgtrigger.Protect(
                name="receipted_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="received"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch}{self.first:%Y-%m}至{self.last:%Y-%m}上缴党费"

    @property
    def days_late(self) -> int:
        """How many days after the due day it was handed up (DU-18)."""
        return max((self.handed_on - self.due_on).days, 0) if self.due_on else 0

    @property
    def difference_fen(self) -> int:
        return self.remitted_fen - self.expected_fen


class DuesFundEntry(models.Model):
    """One line of the committee's book: in with a plus, out with a minus; spent only as decided together (DU-22)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="dues_fund")
    on = models.DateField("日期")
    kind = models.CharField("类别", max_length=12, choices=FundKind)
    fen = models.BigIntegerField()
    purpose = models.CharField("用途", max_length=12, choices=FundPurpose, blank=True)
    what = models.CharField("摘要", max_length=160)
    decision = models.CharField("集体决定", max_length=160, blank=True)
    remittance = models.OneToOneField(DuesRemittance, models.PROTECT, null=True, related_name="fund_entry")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    once = models.UUIDField(unique=True, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fund_moves_the_right_way",
                condition=Q(kind__in=[FundKind.RECEIVED, FundKind.GRANTED], fen__gt=0)
                | Q(kind__in=[FundKind.HANDED_UP, FundKind.SPENT], fen__lt=0)
                | (Q(kind=FundKind.REVERSAL) & ~Q(fen=0)),
            ),
            models.CheckConstraint(
                name="spent_for_a_purpose_as_decided",
                condition=~Q(kind=FundKind.SPENT) | (~Q(purpose="") & ~Q(decision="")),
            ),
        ]
        triggers = [pgtrigger.Protect(name="fund_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.on} {self.what}"
