"""A member's word against the own mark, and the answer to it; kept, whatever became of it (M15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import AttendanceStatus, ObjectionClaim, ObjectionState
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet
from members.models import Member


class Objection(models.Model):
    """`before` and `after` are the marks at the time: what was corrected can be read without the journal."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="objections")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.OPEN)
    claim = models.CharField("本人说", max_length=10, choices=ObjectionClaim)
    text = models.CharField("哪里不对", max_length=200, blank=True)
    asked_at = models.DateTimeField()
    before = models.CharField("原登记", max_length=20, choices=AttendanceStatus, blank=True)
    after = models.CharField("更正为", max_length=20, choices=AttendanceStatus, blank=True)
    answer = models.CharField("答复的理由", max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "member"],
                condition=Q(state=ObjectionState.OPEN),
                name="one_open_objection_a_person",
            ),
            models.CheckConstraint(
                name="answered_objection_says_why",
                condition=Q(state=ObjectionState.OPEN) | (Q(answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.said}"

    @property
    def said(self) -> str:
        """我到会了 · 我请过假：6月2日交的纸条"""
        claim = "" if self.claim == ObjectionClaim.OTHER else str(self.get_claim_display())
        return "：".join(part for part in (claim, self.text) if part)
