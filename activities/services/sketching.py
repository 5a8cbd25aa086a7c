"""Remember what a handed-in text looks like, so that a copy of it is noticed by its writer (N40)."""

from activities.models import RecordSheet, RecordSketch
from activities.models.record import WRITTEN
from activities.rules.likeness import sketch


def sketch_record(record: RecordSheet) -> None:
    """With each handing-in; parts too short to compare leave nothing."""
    record.sketches.all().delete()
    drawn = {name: sketch(getattr(record, name)) for name in WRITTEN if name != "reply"}
    RecordSketch.objects.bulk_create(
        RecordSketch(record=record, part=name, hashes=hashes) for name, hashes in drawn.items() if hashes
    )
