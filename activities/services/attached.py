"""A file that hangs at something else: handed in twice it is one, and taken off it goes with its row."""

from hashlib import sha256
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.db import models, transaction

from members.models import User
from partywork.common import clock
from partywork.common.uploads import CleanFile
from partywork.common.verbs import require

M = TypeVar("M", bound=models.Model)


def keep(
    here: "models.QuerySet[M]", clean: CleanFile, data: bytes, *, most: int, full: str, by: User, **its: Any
) -> tuple[M, bool]:
    """The file among those that hang `here`, and whether it is new; `its` says what it hangs at.

    `data` is what was handed in, before it was cleaned: by that the same file is known again. DomainError at `file`
    with the sentence `full` when `most` hang there already.
    """
    digest = sha256(data).hexdigest()
    known = here.filter(digest=digest).first()
    if known is not None:
        return known, False
    require(here.count() < most, full, field="file")
    row: Any = here.model(
        name=clean.name,
        content_type=clean.content_type,
        size=len(clean.data),
        digest=digest,
        added_by=by,
        added_at=clock.now(),
        **its,
    )
    row.file.save("paper", ContentFile(clean.data), save=False)
    row.save()
    return row, True


def let_go(row: Any) -> bool:
    """Off again, the file once nothing can bring the row back; False where somebody was quicker."""
    stored = row.file
    gone, _ = type(row).objects.filter(pk=row.pk).delete()
    if gone:
        transaction.on_commit(lambda: stored.delete(save=False))
    return bool(gone)
