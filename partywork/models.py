"""The journal of steps, rendered files, and the heartbeats of the jobs: what belongs to no app."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone


class JournalEntry(models.Model):
    """Who did what to which thing, and why; append-only, also for whoever holds the database password (RC-06)."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=200)
    before = models.CharField(max_length=30, blank=True)
    after = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["model", "object_id", "id"], name="journal_of_object")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.label}"


class RenderedDocument(models.Model):
    """A PDF asked for: rendered once per content, by the worker, and kept under the digest of what it prints.

    `place` is the path of the organization it is about; who may not see there gets nothing, key or no key.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "排队中"
        READY = "ready", "已做好"
        FAILED = "failed", "没有做成"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    place = models.CharField(max_length=255)
    filename = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to="documents/%Y/%m/", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ready_document_has_file", condition=~models.Q(state="ready") | ~models.Q(file="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.filename}（{self.get_state_display()}）"


class Heartbeat(models.Model):
    """When a job last ran and how it went, so that a missed night is seen (A12, N37)."""

    job = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=200, blank=True)
    failed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.job
