"""What a committee, or a branch for itself, has set: dated, so that the past is never judged anew."""

from django.db import models

from branches.models.organization import Organization
from branches.scoping import ScopedQuerySet


class Parameter(models.Model):
    """One value of the register (rules.md 2), in force for the subtree from a day on (E-78)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="parameters")
    key = models.CharField(max_length=40)
    value = models.JSONField()
    in_force_from = models.DateField("生效日期")
    reason = models.CharField("理由", max_length=200, blank=True)
    set_by = models.CharField(
        "设定人", max_length=60, blank=True
    )  # the name; the account stands in the journal
    set_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["key", "in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "key", "in_force_from"], name="one_parameter_value_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}（{self.in_force_from} 起）"
