"""What a branch makes of the opinions: one sentence to the members, and the items carried until settled (EV-10)."""

from django.conf import settings
from django.db import models

from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet
from partywork.common import clock


class RatingReply(models.Model):
    """您提了，我们改: the one sentence with which the secretary ends a rating round (N26)."""

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="rating_reply")
    sentence = models.CharField("回应", max_length=200)
    said_at = models.DateTimeField(default=clock.now)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sentence


class Improvement(models.Model):
    """One thing found wanting at an event; it stands on every later sheet until one says what was done (PD-29).

    `settled_in` is the event on whose record sheet it was settled.
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="improvements")
    text = models.CharField("存在不足", max_length=500)
    outcome = models.CharField("改了什么", max_length=300, blank=True)
    settled_in = models.ForeignKey(Activity, models.PROTECT, null=True, related_name="settled_improvements")
    from_sheet = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "改进事项"
        ordering = ["activity__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "text"], name="improvement_listed_once"),
            models.CheckConstraint(
                name="settled_improvement_says_what_was_done",
                condition=models.Q(settled_in__isnull=True, outcome="")
                | (models.Q(settled_in__isnull=False) & ~models.Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text
