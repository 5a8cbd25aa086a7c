"""What somebody signs in with who does not use a phone: a printed card, and the tablet at the door (N17, N27)."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.models.activity import Activity
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


def _key() -> str:
    return secrets.token_urlsafe(12)


class SignInCard(models.Model):
    """The number of a member in his branch, and the key on his printed card (N35).

    The number stays for as long as the branch has the member and is never given to somebody else. The key is made
    anew when a card is lost; without a key there is no card, and the number alone still serves tablet and paper.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, related_name="sign_in_cards")
    serial = models.PositiveSmallIntegerField("序号")
    key = models.CharField(max_length=24, blank=True, editable=False)
    issued_at = models.DateTimeField("制卡时间", null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "签到卡"
        constraints = [
            models.UniqueConstraint(fields=["branch", "member"], name="one_card_a_member"),
            models.UniqueConstraint(fields=["branch", "serial"], name="a_number_belongs_to_one_member"),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="a_key_opens_one_card"),
            models.CheckConstraint(
                name="a_card_says_since_when", condition=Q(key="") | Q(issued_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}的签到卡"

    @property
    def is_printed(self) -> bool:
        """There is a card of his that opens something."""
        return bool(self.key)

    def renew(self) -> None:
        """Another key: whatever was printed before opens nothing any more."""
        self.key = _key()


class SignInTablet(models.Model):
    """A device opened by the recorder for one activity: it may take its marks and nothing else (N17, N27).

    `pairing` opens it once, on the device that reads it first (`paired_at`); after that the device's own cookie is
    its only key.
    """

    scope_path = "activity__branch__path"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="tablets")
    pairing = models.CharField(max_length=24, default=_key, unique=True, editable=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paired_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会场平板"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity} 的会场平板"

    def is_good(self, moment: datetime) -> bool:
        return self.closed_at is None and moment < self.expires_at


class TabletScan(models.Model):
    """One sign-in made on a tablet, whenever it arrived. Its nonce makes sending it again harmless (N27).

    What came too late, or could not be taken, keeps its reason: the recorder sees it and settles it by hand.
    """

    scope_path = "tablet__activity__branch__path"

    tablet = models.ForeignKey(SignInTablet, models.CASCADE, related_name="scans")
    nonce = models.CharField(max_length=40)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("签到时间")
    received_at = models.DateTimeField("传到时间")
    refusal = models.CharField("没有登记的原因", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["tablet", "nonce"], name="a_scan_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.member} {self.at:%H:%M}"
