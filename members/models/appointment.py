"""Who holds which post where, from–to: the only source of rights (ORG-13)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.models.organization import no_overlap
from branches.scoping import ScopedQuerySet
from members.choices import Post


class AppointmentQuerySet(ScopedQuerySet):
    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)


class Appointment(models.Model):
    scope_path = "organization__path"

    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appointments")
    post = models.CharField("职务", max_length=24, choices=Post)
    period = DateRangeField()

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            no_overlap("post_held_once", "holder", "organization", "post"),
            no_overlap("one_secretary", "organization", condition=Q(post=Post.SECRETARY)),
        ]

    def __str__(self) -> str:
        return f"{self.organization}{self.get_post_display()} {self.holder}"
