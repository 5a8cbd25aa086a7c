"""What was written down of an activity: the record sheet of a Party day (纪实表, F-06, N07), minutes of all others."""

from typing import Self

import pgtrigger
from django.db import models

from activities.choices import RecordState
from activities.kinds import FILED_KINDS
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet

WRITTEN = ("content", "discussion", "consensus", "actions", "shortcomings", "reply")
FROZEN_CHANGES = "OLD.signed_at IS NOT NULL AND (NEW.state = 'draft' OR {})".format(
    " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in ("activity_id", "signed_at", *WRITTEN))
)


class RecordQuerySet(ScopedQuerySet):
    def sheets(self) -> Self:
        """Record sheets, which go to the superior within their time (PD-20)."""
        return self.filter(activity__kind__in=FILED_KINDS)

    def minutes(self) -> Self:
        """Minutes, which stay with the branch and are signed (MT-11, MT-12)."""
        return self.exclude(activity__kind__in=FILED_KINDS)


class RecordSheet(models.Model):
    """`revision` grows with every save, so that the second of two writers is told (E-82).

    Of a Party day it is the record sheet, `due_at` the limit for handing it in; of every other kind the minutes,
    `due_at` the limit for signing them. `signed_at` is set with the second signature, and nothing typed changes
    any more (MT-12).
    """

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="record")
    state = models.CharField(max_length=10, choices=RecordState, default=RecordState.DRAFT)
    content = models.TextField("主要内容", blank=True)
    discussion = models.TextField("讨论情况", blank=True)
    consensus = models.TextField("形成的共识", blank=True)
    actions = models.TextField("议定事项", blank=True)
    shortcomings = models.TextField("存在不足", blank=True)
    reply = models.TextField("一句话回应", blank=True)
    due_at = models.DateTimeField("报送时限")
    why_due = models.CharField(max_length=300)
    revision = models.PositiveIntegerField(default=1)
    signed_at = models.DateTimeField("签字完成时间", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "纪实表"
        triggers = [
            pgtrigger.Protect(
                name="signed_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__signed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="signed_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(FROZEN_CHANGES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun}：{self.activity}"

    @property
    def noun(self) -> str:
        """How the office calls it."""
        return self.activity.sort.paper

    @property
    def why_closed(self) -> str:
        """The beginning of what is said to whoever would change a fact of it now."""
        return f"{self.noun}已经{'报送' if self.activity.sort.is_filed else '签字'}"

    @property
    def is_editable(self) -> bool:
        return self.signed_at is None and self.state in (RecordState.DRAFT, RecordState.RETURNED)
