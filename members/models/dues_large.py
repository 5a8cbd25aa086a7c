"""What came back for a large sum: the receipt of the central organization department (DU-15, E-69)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models.dues_ledger import DuesEntry


class DuesLargeReceipt(models.Model):
    """One number for one payment of 1000 yuan and more; noted once, never changed."""

    scope_path = "branch__path"

    entry = models.OneToOneField(DuesEntry, models.PROTECT, related_name="large_receipt")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    number = models.CharField("中央组织部收据号", max_length=40)
    on = models.DateField("收据日期")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="large_receipt_has_number", condition=~Q(number=""))]
        triggers = [
            pgtrigger.Protect(name="large_receipt_stays", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.number
