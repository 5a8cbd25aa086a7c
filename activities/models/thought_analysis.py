"""思想状况分析: how the members of a branch think and feel, in short, for its committee (TT-04, F-41)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedTextField

from activities.models.activity import Activity
from activities.models.agenda import AgendaItem
from branches.models import Organization
from branches.scoping import ScopedQuerySet


class ThoughtAnalysis(models.Model):
    """Without names, for the committee of the branch alone; its words are encrypted in the table.

    `meeting` is the committee meeting on whose agenda it stands, by `agenda_item`.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="thought_analyses")
    since = models.DateField("自")
    until = models.DateField("至")
    overall = EncryptedTextField("总体")
    kinds = EncryptedTextField("分类", null=True)
    problems = EncryptedTextField("突出问题", null=True)
    measures = EncryptedTextField("措施", null=True)
    meeting = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="thought_analyses"
    )
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "思想状况分析"
        ordering = ["-until", "-pk"]
        constraints = [
            models.CheckConstraint(name="analysed_period_in_order", condition=Q(until__gte=F("since"))),
            models.UniqueConstraint(fields=["branch", "since", "until"], name="one_analysis_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m}至{self.until:%Y-%m}思想状况分析"

    @property
    def period(self) -> str:
        """2026年1月—6月"""
        begins = f"{self.since.year}年{self.since.month}月"
        if self.since.year != self.until.year:
            return f"{begins}—{self.until.year}年{self.until.month}月"
        return begins if self.since.month == self.until.month else f"{begins}—{self.until.month}月"
