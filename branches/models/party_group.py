"""党小组: a group of members inside a branch (ORG-12); not 党组."""

from django.db import models

from branches.models.organization import Organization
from branches.scoping import ScopedQuerySet


class PartyGroup(models.Model):
    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="party_groups")
    name = models.CharField("名称", max_length=40)
    formed_on = models.DateField("成立日期", null=True, blank=True)  # None: as long as anybody remembers
    dissolved_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["branch", "name"], name="group_name_once_in_branch")]

    def __str__(self) -> str:
        return self.name
