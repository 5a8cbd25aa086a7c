"""What a member owes a month, from which month on, and by whose word less (DU-02..DU-08, DU-11)."""

from decimal import Decimal, InvalidOperation

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncMonth

from branches.models import Organization
from branches.models.organization import no_overlap
from branches.scoping import ScopedQuerySet
from members.choices_dues import DuesKind, ReliefApprover
from members.models.member import Member
from partywork.common.errors import DomainError
from partywork.common.sealed import SealedTextField


class DuesAssessment(models.Model):
    """One row of the assessment sheet F-16: from month to month so much, worked out from a base nobody else reads.

    Only the total of the base is kept, encrypted (PI-03). Replaced, never changed: `period` alone is shortened when
    a later assessment begins; `since` stays.
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_assessments")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField("人员类型", max_length=20, choices=DuesKind)
    sealed_base = SealedTextField(null=True)
    monthly_fen = models.PositiveIntegerField("月应交（分）")
    round_to = models.DecimalField(max_digits=3, decimal_places=2)
    is_manual = models.BooleanField("按原数额交纳", default=False)
    since = models.DateField("从哪个月起")
    period = DateRangeField()
    reason = models.CharField("依据或变更原因", max_length=200)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("one_assessment_a_month", "member"),
            models.CheckConstraint(name="assessment_first_day", condition=Q(since__day=1)),
        ]
        triggers = [
            pgtrigger.Protect(name="assessment_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="assessment_is_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["period"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}的党费核定"

    @property
    def base(self) -> Decimal | None:
        """The base as it was entered; a reading of it belongs into the journal."""
        if self.sealed_base is None:
            return None
        try:
            return Decimal(self.sealed_base)
        except InvalidOperation:
            raise DomainError(
                "计算基数读不出来：现在的密钥（DUES_KEY）和保存时不同，请管理员恢复原来的密钥。",
                code="wrong_key",
            ) from None


class DuesRelief(models.Model):
    """Less or nothing for a while, approved above and dated (DU-08); it ends within a year."""

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_reliefs")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    monthly_fen = models.PositiveIntegerField("减免后每月（分）")
    since = models.DateField("从哪个月起")
    period = DateRangeField()
    approver = models.CharField("批准", max_length=12, choices=ReliefApprover)
    approved_on = models.DateField("批准日期")
    paper = models.CharField("批准文件或会议", max_length=120)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("one_relief_a_month", "member"),
            models.CheckConstraint(name="relief_first_day", condition=Q(since__day=1)),
            # Never for a month before the one of the approval (E-65).
            models.CheckConstraint(
                name="relief_after_approval", condition=Q(since__gte=TruncMonth(F("approved_on")))
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="relief_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="relief_is_ended",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["period"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}的党费减免"
