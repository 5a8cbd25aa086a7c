"""Several duties of one afternoon: held together, signed in to once, each counted by itself (N06, PD-19)."""

from django.conf import settings
from django.db import models

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from partywork.common import clock


class Gathering(models.Model):
    """What ties its parts together; when and where follows from them. A part is an Activity like any other, with
    its own part of the time, its own register, record and count.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="gatherings")
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "合并集中"

    def __str__(self) -> str:
        return f"{clock.local_day(self.created_at):%Y-%m-%d} {self.branch}"
