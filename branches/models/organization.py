"""The tree of Party organizations, dated: renamed, moved, merged, dissolved without losing the past."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from branches.choices import BranchDomain, DissolutionReason, OrganizationKind
from branches.scoping import Scope


class OrganizationQuerySet(MP_NodeQuerySet):  # type: ignore[misc]
    def within(self, scope: Scope) -> Self:
        return self.filter(scope.condition("path"))

    def branches(self) -> Self:
        return self.filter(kind=OrganizationKind.BRANCH)

    def active_on(self, day: date) -> Self:
        """Founded by that day and not yet dissolved (E-84)."""
        return self.filter(
            Q(founded_on__isnull=True) | Q(founded_on__lte=day),
            Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day),
        )

    def with_codes(self) -> Self:
        """`parent_code` and `successor_code`: other organizations by what never changes."""
        above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - self.model.steplen)
        return self.annotate(
            parent_code=Subquery(Organization.objects.filter(path=above).values("code")[:1]),
            successor_code=F("successor__code"),
        )


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> OrganizationQuerySet:
        return OrganizationQuerySet(self.model, using=self._db).order_by("path")


class Organization(MP_Node):  # type: ignore[misc]
    """A Party organization: a committee, a general branch or a branch.

    `name` and the place in the tree are those of today; what they were on another day is in `names` and
    `placements`. The display name of a superior (机关党委, 工委…) is data, never wording in code (ORG-20).
    """

    scope_path = "path"

    kind = models.CharField("类别", max_length=20, choices=OrganizationKind)
    domain = models.CharField("领域", max_length=20, choices=BranchDomain, blank=True)
    code = models.CharField("代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=40, blank=True)
    has_committee = models.BooleanField("设支委会", default=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    dissolution = models.CharField("撤销原因", max_length=20, choices=DissolutionReason, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganizationManager()

    class Meta:
        verbose_name = verbose_name_plural = "党组织"
        constraints = [
            models.CheckConstraint(
                name="dissolved_with_reason",
                condition=Q(dissolved_on__isnull=True) | ~Q(dissolution=""),
            ),
            models.CheckConstraint(
                name="branch_has_domain",
                condition=~Q(kind=OrganizationKind.BRANCH) | ~Q(domain=""),
            ),
        ]
        indexes = [models.Index(fields=["kind", "path"], name="organization_kind_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_branch(self) -> bool:
        return self.kind == OrganizationKind.BRANCH

    @property
    def called(self) -> str:
        return self.short_name or self.name

    @property
    def superior(self) -> "Organization | None":
        """The next higher Party organization today."""
        parent: Organization | None = Organization.objects.get_parent(self)
        return parent

    def name_on(self, day: date) -> str:
        """The name it bore that day: documents keep it (E-85)."""
        spell = self.names.filter(period__contains=day).first()
        return spell.name if spell else self.name

    def is_active_on(self, day: date) -> bool:
        return (self.founded_on is None or self.founded_on <= day) and (
            self.dissolved_on is None or day < self.dissolved_on
        )


class _Spell(models.Model):
    """Something that held from one day to another: [since, until)."""

    period = DateRangeField()

    class Meta:
        abstract = True


def no_overlap(name: str, *fields: str, **kwargs: Any) -> ExclusionConstraint:
    """Two spells of the same thing never share a day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            ("period", RangeOperators.OVERLAPS),
        ],
        **kwargs,
    )


class OrganizationName(_Spell):
    """A name an organization bore (E-85)."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [no_overlap("one_name_a_day", "organization")]

    def __str__(self) -> str:
        return self.name


class OrganizationPlacement(_Spell):
    """Under which organization it stood: earlier months are judged by that committee (E-86)."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="placed_below")

    class Meta:
        constraints = [no_overlap("one_place_a_day", "organization")]

    def __str__(self) -> str:
        return f"{self.organization} → {self.parent}"
