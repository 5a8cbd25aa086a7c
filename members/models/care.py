"""Whom the branch looks after, who went there, what was settled, and what is brought to the exempt (MEM-17, CA-01)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedTextField

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_care import (
    NEEDS_CONSENT,
    OF_MEMBERS,
    CareKind,
    Occasion,
    Receipt,
    VisitForm,
    VisitSource,
)
from members.models.member import ExemptionSpell, Member
from members.models.promise import SealedPromise, done_says_how

MEMBER_KINDS = [(kind.value, kind.label) for kind in OF_MEMBERS]


class CareSpell(models.Model):
    """On the list of care from `since` until `until`, as a class; the reason is encrypted (MEM-18, PI-02).

    What the law calls sensitive stands there only with the member's own consent, given on `consent_on`.
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.CASCADE, related_name="care_spells")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=12, choices=MEMBER_KINDS)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    consent_on = models.DateField("本人同意的日期", null=True, blank=True)
    reason = EncryptedTextField("情况", null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="care_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="sensitive_care_with_consent",
                condition=~Q(kind__in=sorted(NEEDS_CONSENT)) | Q(consent_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["member", "kind"], condition=Q(until__isnull=True), name="on_the_list_once_a_kind"
            ),
        ]

    def __str__(self) -> str:
        """What may stand in the journal: neither name nor class."""
        return f"{self.since:%Y-%m-%d} 起的关怀"

    def is_running_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class CareVisit(models.Model):
    """F-29: who was visited, when, by whom, what was brought and from which money, who signed for it.

    `outsider` is somebody who is not a member; his name, the difficulties and what was settled are encrypted.
    """

    scope_path = "branch__path"

    once = models.UUIDField(unique=True, editable=False)
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="care_visits")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="care_visits", verbose_name="看望谁"
    )
    outsider = EncryptedTextField("姓名", null=True)
    kind = models.CharField("对象类别", max_length=12, choices=CareKind)
    visited_on = models.DateField("时间")
    visitors = models.CharField("走访人", max_length=120)
    form = models.CharField("形式", max_length=12, choices=VisitForm, default=VisitForm.HOME)
    occasion = models.CharField("时机", max_length=16, choices=Occasion, default=Occasion.EVERYDAY)
    amount_fen = models.PositiveIntegerField("金额", null=True, blank=True)
    goods = models.CharField("物品", max_length=120, blank=True)
    source = models.CharField("来源", max_length=12, choices=VisitSource, default=VisitSource.NONE)
    difficulties = EncryptedTextField("困难与诉求", null=True)
    settled = EncryptedTextField("落实", null=True)
    receipt = models.CharField("签收", max_length=8, choices=Receipt, default=Receipt.NONE)
    receipt_file = models.FileField("签收单", upload_to="care/%Y/%m/", blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访慰问"
        ordering = ["-visited_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="a_visit_is_to_one_person",
                condition=Q(member__isnull=False, outsider__isnull=True)
                | Q(member__isnull=True, outsider__isnull=False, kind=CareKind.MASSES),
            ),
            models.CheckConstraint(
                name="what_was_brought_has_a_source",
                condition=~Q(source=VisitSource.NONE) | (Q(amount_fen__isnull=True) & Q(goods="")),
            ),
            models.CheckConstraint(
                name="amount_is_not_nothing", condition=Q(amount_fen__isnull=True) | Q(amount_fen__gt=0)
            ),
        ]
        indexes = [models.Index(fields=["branch", "visited_on"], name="visit_branch_day")]

    def __str__(self) -> str:
        """What may stand in the journal: the day alone."""
        return f"{self.visited_on:%Y-%m-%d} 走访慰问"

    @property
    def person(self) -> str:
        return self.member.name if self.member else str(self.outsider or "")

    @property
    def awaits_receipt(self) -> bool:
        return self.receipt == Receipt.OPEN


class CareHelp(SealedPromise):
    """Something that was promised at a visit and comes back until it is done (CA-01)."""

    scope_path = "visit__branch__path"

    visit = models.ForeignKey(CareVisit, models.CASCADE, related_name="helps")
    owner = models.ForeignKey(Member, models.PROTECT, related_name="care_helps", verbose_name="由谁办")

    objects = ScopedQuerySet.as_manager()

    class Meta(SealedPromise.Meta):
        constraints = [done_says_how("done_help_says_how")]

    def __str__(self) -> str:
        return f"{self.visit}：一件帮扶的事"


class ContentDelivery(models.Model):
    """送学上门: the named contact brought what the branch reads to somebody exempt, and heard him (MEM-17)."""

    scope_path = "exemption__branch__path"

    once = models.UUIDField(unique=True, editable=False)
    exemption = models.ForeignKey(ExemptionSpell, models.CASCADE, related_name="deliveries")
    delivered_on = models.DateField("日期")
    by_whom = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="送学的同志")
    brought = models.CharField("送去的内容", max_length=160)
    minutes = models.PositiveSmallIntegerField("时长", null=True, blank=True)
    opinions = EncryptedTextField("听到的意见", null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-delivered_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.delivered_on:%Y-%m-%d} 送学上门"
