"""The unit that a Party organization stands in, as the collection form asks for it (F-21)."""

from django.db import models
from django.db.models import Q

from branches.choices import UnitSituation
from branches.models.organization import Organization
from branches.scoping import ScopedQuerySet


class OrganizationUnit(models.Model):
    """Told once on the organization's own page; what is the superior's as well is not told again."""

    scope_path = "organization__path"

    organization = models.OneToOneField(
        Organization, models.CASCADE, primary_key=True, related_name="unit", verbose_name="党组织"
    )
    situation = models.CharField("所在单位情况", max_length=12, choices=UnitSituation)
    name = models.CharField("单位名称", max_length=120, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    nature = models.CharField("单位性质类别", max_length=40, blank=True)
    established = models.CharField("建立党组织情况", max_length=60, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "所在单位"
        constraints = [
            models.CheckConstraint(
                name="unit_of_its_own_has_a_name", condition=Q(situation=UnitSituation.SAME) | ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}：{self.name or self.get_situation_display()}"
