"""The record sheet (纪实表, F-06): facts fill it, the secretary writes at most six things (N07)."""

from django.db import models

from activities.choices import RecordState
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet

WRITTEN = ("content", "discussion", "consensus", "actions", "shortcomings", "reply")


class RecordSheet(models.Model):
    """`revision` grows with every save, so that the second of two writers is told (E-82)."""

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
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "纪实表"

    def __str__(self) -> str:
        return f"纪实表：{self.activity}"

    @property
    def is_editable(self) -> bool:
        return self.state in (RecordState.DRAFT, RecordState.RETURNED)
