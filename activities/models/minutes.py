"""Who signed the minutes, what they said at that moment, and what was added afterwards (MT-11, MT-12)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices_minutes import SignatureRole, SignatureWay
from activities.models.record import RecordSheet
from branches.scoping import ScopedQuerySet
from members.models import Member
from partywork.common import clock

SIGNED = "SELECT 1 FROM activities_signedminutes s WHERE s.record_id ="


class MinutesSignature(models.Model):
    """The chair's or the recorder's name under the minutes.

    `digest` is the fingerprint of what was signed: whoever signs second signs the same words, or the first signs
    again. On paper `on` is the day that stands there and `signed_at` when it was written down here; both are kept
    (E-81). `scan` is the signed page, where somebody has one.
    """

    scope_path = "record__activity__branch__path"

    record = models.ForeignKey(RecordSheet, models.PROTECT, related_name="signatures")
    role = models.CharField("身份", max_length=10, choices=SignatureRole)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    way = models.CharField("方式", max_length=10, choices=SignatureWay)
    on = models.DateField("签字日期")
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scan = models.FileField("签字页", upload_to="minutes/%Y/%m/", blank=True)
    scan_type = models.CharField(max_length=40, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "role"], name="each_signs_once"),
            models.CheckConstraint(
                name="account_signs_for_itself",
                condition=~Q(way=SignatureWay.ACCOUNT) | Q(scan=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="signature_is_not_rewritten", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="signature_stays",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func=f"IF EXISTS ({SIGNED} OLD.record_id) THEN "
                "RAISE EXCEPTION 'signed minutes keep their signatures'; END IF; RETURN OLD;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}{self.member}"

    @property
    def recorded_late(self) -> bool:
        """Signed on paper, and written down here on a later day (E-81)."""
        return clock.local_day(self.signed_at) > self.on


class SignedMinutes(models.Model):
    """The minutes as both have signed them: the facts as JSON and their fingerprint never change (MT-12, N19)."""

    scope_path = "record__activity__branch__path"

    record = models.OneToOneField(RecordSheet, models.PROTECT, related_name="signed")
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="minutes_are_frozen", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.digest[:12]}"


class MinutesAddendum(models.Model):
    """What was left out or became known later: numbered, dated, never taken back (MT-12)."""

    scope_path = "record__activity__branch__path"

    record = models.ForeignKey(RecordSheet, models.PROTECT, related_name="minutes_addenda")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("补充记录")
    added_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="addendum_numbered"),
            models.CheckConstraint(name="addendum_says_something", condition=Q(text__gt="")),
        ]
        triggers = [
            pgtrigger.Protect(name="addendum_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="addendum_follows_signing",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"IF NOT EXISTS ({SIGNED} NEW.record_id) THEN "
                "RAISE EXCEPTION 'only signed minutes have addenda'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"补充记录{self.number}：{self.text[:40]}"
