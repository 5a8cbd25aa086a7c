"""How somebody on the way is accompanied: reviews by half-year and quarter, notes, reports (DV-06, DV-07)."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedTextField

from branches.scoping import ScopedQuerySet
from members.choices_publicity import ProbationAdvice
from members.models.development import Development
from members.models.member import Member


class ReviewKind(models.TextChoices):
    ACTIVIST = "activist", "半年考察"
    PROBATION = "probation", "季度考察"


# Where a review stands on the way (DV-06, DV-21).
STEP_OF = {ReviewKind.ACTIVIST.value: "cultivation", ReviewKind.PROBATION.value: "probation"}
# Of a settled review nothing but that it was taken back.
MAY_CHANGE = "ARRAY['withdrawn_why', 'updated_at']"


class ReviewQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """All that were not taken back."""
        return self.filter(withdrawn_why="")

    def of_step(self, key: str) -> Self:
        """The settled ones that a step of the way came from."""
        kind = next(kind for kind, of in STEP_OF.items() if of == key)
        return self.standing().filter(kind=kind, settled_at__isnull=False)


class CultivationReview(models.Model):
    """One look of the branch at an activist (F-25) or a probationary member (F-26).

    Open while the contacts, the group and the branch write; frozen once it is settled. What is said of the person is
    encrypted. `contacts_said` are the training contacts, during probation the introducers. `withdrawn_why`: taken back
    as written by mistake, and written anew under the same number; it counts nowhere. `attended`: the events since the
    last review, as sentences, frozen with it (DV-26).
    """

    scope_path = "development__branch__path"

    development = models.ForeignKey(Development, models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind)
    number = models.PositiveSmallIntegerField("第几次")
    due_on = models.DateField("最迟")
    on = models.DateField("考察时间", null=True)
    behaviour = EncryptedTextField("主要表现", null=True)
    contacts_said = EncryptedTextField("培养联系人意见", null=True)
    group_said = EncryptedTextField("党小组意见", null=True)
    branch_said = EncryptedTextField("党支部意见", null=True)
    talk = EncryptedTextField("谈话", null=True)
    advice = models.CharField("转正建议", max_length=10, choices=ProbationAdvice, blank=True)
    settled_at = models.DateTimeField(null=True)
    attended = models.JSONField("列席的活动", default=list, blank=True)
    withdrawn_why = models.CharField("撤回原因", max_length=200, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["development", "kind", "number"],
                condition=Q(withdrawn_why=""),
                name="review_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["development"], condition=Q(settled_at__isnull=True), name="one_review_open"
            ),
            models.CheckConstraint(
                name="settled_review_is_whole",
                condition=Q(settled_at__isnull=True)
                | Q(on__isnull=False, behaviour__isnull=False, branch_said__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="settled_review_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="settled_review_keeps_its_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.settled_at IS NOT NULL"
                    f" AND to_jsonb(OLD) - {MAY_CHANGE} IS DISTINCT FROM to_jsonb(NEW) - {MAY_CHANGE}"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.development}：{self.title}"

    @property
    def title(self) -> str:
        return f"第{self.number}次{self.get_kind_display()}"

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def step_key(self) -> str:
        return STEP_OF[self.kind]

    @property
    def is_probation(self) -> bool:
        return self.kind == ReviewKind.PROBATION


class ContactNote(models.Model):
    """One line of a training contact or introducer: what was talked about, what to see to."""

    scope_path = "development__branch__path"

    development = models.ForeignKey(Development, models.CASCADE, related_name="contact_notes")
    author = models.ForeignKey(Member, models.PROTECT, related_name="+")
    on = models.DateField("日期")
    text = EncryptedTextField("记一句")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.development}的培养联系人记录"


class ThoughtReport(models.Model):
    """That a report of thoughts was given, and when; the paper only where the committee asks for it (DV-07)."""

    scope_path = "development__branch__path"

    development = models.ForeignKey(Development, models.CASCADE, related_name="thought_reports")
    on = models.DateField("汇报日期")
    oral = models.BooleanField("口头汇报", default=False)
    file = models.FileField("原文", upload_to="thought-reports/%Y/%m/", blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["development", "on"], name="one_thought_report_a_day")]

    def __str__(self) -> str:
        return f"{self.development}的思想汇报（{self.on}）"
