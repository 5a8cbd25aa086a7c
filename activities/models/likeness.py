"""What lets an alike text be found among all records without keeping a second copy of it (N40)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from activities.models.record import RecordSheet
from branches.scoping import ScopedQuerySet


class RecordSketch(models.Model):
    """Some numbers drawn from one part of a handed-in sheet: alike texts share many of them, none can be read."""

    scope_path = "record__activity__branch__path"

    record = models.ForeignKey(RecordSheet, models.CASCADE, related_name="sketches")
    part = models.CharField(max_length=20)
    hashes = ArrayField(models.IntegerField())

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "part"], name="one_sketch_a_part")]
        indexes = [GinIndex(fields=["hashes"], name="record_sketch_hashes")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.part}"
