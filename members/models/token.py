"""A program's key: hashed, limited to one place in the tree and to named rights (R02)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from knox.models import AbstractAuthToken

from branches.models import Organization


class ApiToken(AbstractAuthToken):  # type: ignore[misc]
    name = models.CharField("名称", max_length=60)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    rights = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.name}（{self.token_key[:8]}…）"
