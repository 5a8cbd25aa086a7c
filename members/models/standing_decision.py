"""Decisions on membership, each with its paper: removed, stopped, restored (MEM-20)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_standing import DecisionKind
from members.models.member import Member


class StandingDecision(models.Model):
    """One decision as it stands on paper. Frozen; a mistake is undone with a reason, and both stay visible (E-52).

    `effective_on`: from that day on not (or again) a member; `decided_on` is the date on the paper.
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="decisions")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="standing_decisions")
    kind = models.CharField("决定", max_length=12, choices=DecisionKind)
    decided_on = models.DateField("决定日期")
    effective_on = models.DateField("生效日期")
    number = models.CharField("文号", max_length=60)
    decided_by = models.CharField("作出决定的党组织", max_length=120)
    paper = models.FileField("决定", upload_to="decisions/%Y/%m/")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField("撤回理由", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "effective_on"],
                condition=Q(undone_at=None),
                name="one_decision_a_day",
            ),
            models.CheckConstraint(
                name="decision_before_effect", condition=Q(effective_on__gte=F("decided_on"))
            ),
            models.CheckConstraint(
                name="undone_says_why", condition=Q(undone_at=None) | ~Q(undone_reason="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="decision_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decision_keeps_its_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["undone_at", "undone_by", "undone_reason"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.get_kind_display()}"

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
