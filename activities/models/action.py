"""What a meeting agreed on: who does it, until when, how far it is (PD-29, F-43)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices_agenda import ActionStage, ActionState
from activities.models.activity import Activity
from activities.models.agenda import AgendaItem
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


class ActionItem(models.Model):
    """One thing agreed on. Without `due_on` it goes on for good (长期); `progress` is what was said last.

    It stands on the next committee meeting's agenda until it is done or dropped.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="action_items")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="action_items")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="action_items")
    text = models.CharField("事项", max_length=200)
    owner = models.ForeignKey(Member, models.PROTECT, related_name="action_items", verbose_name="责任人")
    due_on = models.DateField("时限", null=True, blank=True)
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)
    stage = models.CharField("进展", max_length=10, choices=ActionStage, blank=True)
    progress = models.TextField("进展说明", blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    done_on = models.DateField("办结日", null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = models.CharField("不再办理的原因", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议定事项"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "text", "owner"], name="agreed_on_once_a_meeting"),
            models.CheckConstraint(
                name="done_action_has_its_day",
                condition=(Q(state="done") & Q(done_on__isnull=False))
                | (~Q(state="done") & Q(done_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="dropped_action_has_a_reason",
                condition=(Q(state="dropped") & ~Q(drop_reason="") & Q(dropped_on__isnull=False))
                | (~Q(state="dropped") & Q(dropped_on__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["branch", "state", "due_on"], name="actions_of_branch")]

    def __str__(self) -> str:
        return self.text

    def is_overdue(self, today: date) -> bool:
        return self.state == ActionState.OPEN and self.due_on is not None and self.due_on < today


class ActionReport(models.Model):
    """What was said about a thing agreed on, and when; the sheet prints them in order (F-43 进展)."""

    scope_path = "action__branch__path"

    action = models.ForeignKey(ActionItem, models.CASCADE, related_name="reports")
    stage = models.CharField(max_length=10, choices=ActionStage)
    text = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.action}：{self.get_stage_display()}"
