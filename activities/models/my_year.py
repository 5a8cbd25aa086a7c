"""My year: one sheet per member, ten days to object, then frozen (N39)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices import ObjectionState
from activities.choices_education import YearSheetState
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


class YearSheet(models.Model):
    """A member's own year, of the branch he was in on its last day.

    Until it is archived everything on it is read off the facts; `content` is what stood there when it was frozen.
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="year_sheets")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=YearSheetState, default=YearSheetState.OPEN)
    opened_on = models.DateField("请本人核对")
    until = models.DateField("可以提意见到")
    content = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    archived_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "year"], name="one_sheet_a_year"),
            models.CheckConstraint(
                name="archived_year_is_frozen",
                condition=~Q(state=YearSheetState.ARCHIVED) | (~Q(digest="") & Q(archived_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="year_sheets_to_archive")]

    def __str__(self) -> str:
        return f"{self.member}的{self.year}年"


class YearObjection(models.Model):
    """What a member says is wrong on his sheet, and the answer with its reason; both stay."""

    scope_path = "sheet__branch__path"

    sheet = models.ForeignKey(YearSheet, models.CASCADE, related_name="objections")
    state = models.CharField(max_length=10, choices=ObjectionState, default=ObjectionState.OPEN)
    text = models.CharField("哪里不对", max_length=300)
    asked_at = models.DateTimeField()
    answer = models.CharField("答复的理由", max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(state=ObjectionState.OPEN),
                name="one_open_objection_a_year",
            ),
            models.CheckConstraint(
                name="answer_to_a_year_says_why",
                condition=Q(state=ObjectionState.OPEN) | (Q(answered_by__isnull=False) & ~Q(answer="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}：{self.text[:40]}"
