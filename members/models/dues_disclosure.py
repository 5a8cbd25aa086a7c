"""What a branch tells its members once a year about its dues, and what they object to (DU-20, PB-02)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models.member import Member


class DuesDisclosure(models.Model):
    """F-18 as it was published: frozen, seen by the members of the branch from `published_on` to `until`, both in."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="dues_disclosures")
    first = models.DateField("自")
    last = models.DateField("至")
    content = models.JSONField()
    published_on = models.DateField("公示开始")
    until = models.DateField("公示结束")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "first", "last"], name="one_disclosure_of_a_period"),
            models.CheckConstraint(
                name="disclosure_ends_after_start", condition=Q(until__gte=F("published_on"))
            ),
        ]
        triggers = [pgtrigger.Protect(name="disclosure_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.branch}{self.first.year}年党费公示"

    def is_shown_on(self, day: date) -> bool:
        return self.published_on <= day <= self.until


class DuesObjection(models.Model):
    """A member's word on what was published, and the answer."""

    scope_path = "disclosure__branch__path"

    disclosure = models.ForeignKey(DuesDisclosure, models.PROTECT, related_name="objections")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    text = models.CharField("异议", max_length=500)
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "member", "text"], name="one_objection_said_once"),
            models.CheckConstraint(
                name="answer_with_its_time", condition=Q(answer="") | Q(answered_at__isnull=False)
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="objection_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="objection_keeps_its_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["answer", "answered_by", "answered_at"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}对党费公示的异议"
