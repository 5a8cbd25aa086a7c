"""What somebody may ask about the own data, and what he was told of its keeping (PI-01, PI-05, M15)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_personal import CorrectionState
from members.models.member import Member
from partywork.common.sealed import PersonalTextField


class CorrectionRequest(models.Model):
    """A member says what should stand in an item, and why; whoever keeps the roster takes it or says why not.

    `should_be` may be an ID number: both texts are encrypted. The journal knows the item, not its content (PI-14).
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="corrections")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    item = models.CharField(max_length=24)
    should_be = PersonalTextField("应该是", default="", null=True)
    why = PersonalTextField("为什么", default="", null=True, blank=True)
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.ASKED)
    answer = models.CharField("答复", max_length=300, blank=True)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "item"], condition=Q(state="asked"), name="one_open_request_an_item"
            ),
            models.CheckConstraint(
                name="a_refusal_has_its_reason", condition=~Q(state="refused") | ~Q(answer="")
            ),
            models.CheckConstraint(
                name="a_decision_has_its_person",
                condition=Q(state__in=["asked", "withdrawn"]) | Q(decided_by__isnull=False),
            ),
        ]
        triggers = [pgtrigger.Protect(name="correction_request_stays", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}请求更正"


class PrivacyNotice(models.Model):
    """What a committee tells its people about their data: who handles it, whom to ask; the newest counts (PI-01)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="privacy_notices")
    handler = models.CharField("由谁处理", max_length=120)
    contact = models.CharField("找谁", max_length=120)
    extra = models.TextField("另外告知", max_length=2000, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="notice_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.organization}个人信息处理告知"


class PrivacyReading(models.Model):
    """The day on which a member said that he has read it: asked for once, never in the way of anything (PI-01)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="notices_read")
    notice = models.ForeignKey(PrivacyNotice, models.PROTECT, null=True, related_name="readings")
    read_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "notice"], nulls_distinct=False, name="one_reading_of_a_notice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.read_on}"
