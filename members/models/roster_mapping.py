"""How another office's roster is laid out: its headings, and which item stands below each (ST-06, E-83)."""

from django.conf import settings
from django.db import models

from branches.models import Organization
from branches.scoping import ScopedQuerySet


class RosterMapping(models.Model):
    """A layout kept by a committee or a branch, for itself and all below it: read by it, and written by it.

    `columns` is a list of [heading, item] in the order of the file; an item "-" is a column that is left alone.
    """

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=60)
    columns = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="one_mapping_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
