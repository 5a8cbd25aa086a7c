"""The outbox: one notice per person and occasion, written in the business transaction (PB-01, M02)."""

from django.conf import settings
from django.db import models

from activities.choices import Channel, DeliveryState, NoticeKind
from activities.models.activity import Activity
from activities.rules.sending import why_text
from branches.scoping import ScopedQuerySet
from members.models import Member
from partywork.common import clock


class Notice(models.Model):
    """What somebody is told. `occasion` names it once for ever: writing it twice changes nothing.

    It stands in the person's inbox from `delivered_at` on; the channels are in `deliveries`.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    occasion = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=NoticeKind)
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, related_name="notices")
    subject = models.CharField(max_length=120)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    known_by = models.DateTimeField(null=True)  # a change or cancellation: when knowing it would be too late

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "occasion"], name="one_notice_an_occasion")
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def why(self) -> str:
        """Why this person gets it (N34)."""
        return why_text(self.kind)


class OutboxRow(models.Model):
    """Something to be handed over: claimed, sent and marked by the worker, given up after five tries.

    `error` is the sentence that says why not.
    """

    MAX_ATTEMPTS = 5

    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Delivery(OutboxRow):
    """One notice on one channel; several of one person go out in one letter, named by its key (N34)."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel)
    letter = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_a_channel")]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="waiting"), name="deliveries_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice}（{self.get_channel_display()}）"


class NoticeCall(models.Model):
    """已电话通知: a person was told of an activity by telephone; the time is recorded, not typed (N11)."""

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="calls")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="one_call_a_person")]

    def __str__(self) -> str:
        return f"{self.member} 已电话通知"
