"""PDFs are asked for by their content, made once by the worker, and kept (performance.md 1a)."""

import json
import logging
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import IO, Any

from celery import current_app
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError
from redis import RedisError

from activities.services.filing import digest_of
from partywork.common import clock
from partywork.common.blind import digests
from partywork.common.sealed import open_bytes, open_text, seal_bytes, seal_text
from partywork.models import RenderedDocument

logger = logging.getLogger("partywork.rendering")
MAX_ATTEMPTS = 3
PROGRESS_SECONDS = 600
LOST_AFTER = timedelta(seconds=10)
RENDERERS = "activities.documents.catalogue.RENDERERS"
# Telephone numbers, and what members said of themselves and each other (OL-08): gone the next night.
SEALED, SEALED_SUFFIX = "sealed", ".sealed"
FORGOTTEN = ("call_list", "contact_list", "life_record_whole", "appraisal_sheets")


@transaction.atomic
def ask_for(kind: str, content: dict[str, Any], filename: str, *, place: str) -> RenderedDocument:
    """The document with this content: an earlier one if it was ever made, else one that waits for the worker.

    `kind` is a key of the documents' catalogue; its version is part of the key, so that a better template
    prints anew. `place` is the path of the organization it is about: only whoever may see that gets the file,
    and nobody is handed another organization's document, however equal.
    """
    renderer = _renderers()[kind]
    digest = digest_of({"kind": kind, "version": renderer.version, "place": place, "content": content})
    if kind in FORGOTTEN:  # a list of one number could be found out from a plain digest by trying
        digest = digests("document", digest)[0]
    kept = {SEALED: seal_text(json.dumps(content, ensure_ascii=False))} if kind in FORGOTTEN else content
    document, _ = RenderedDocument.objects.get_or_create(
        digest=digest, defaults={"kind": kind, "content": kept, "filename": filename, "place": place}
    )
    if document.state == RenderedDocument.State.FAILED or _is_lost(document):
        document.state, document.attempts = RenderedDocument.State.WAITING, 0
        document.save(update_fields=["state", "attempts", "updated_at"])
    if document.state == RenderedDocument.State.WAITING:
        transaction.on_commit(lambda: _queue(document.pk))
    return document


def _is_lost(document: RenderedDocument) -> bool:
    """Made once, but the storage does not have it any more: it is made again."""
    made = document.state == RenderedDocument.State.READY
    return made and not document.file.storage.exists(str(document.file.name))


def _queue(pk: int) -> None:
    """Hand it to the workers; while their queue cannot be reached, the sweeper finds it (`waiting`)."""
    try:
        current_app.send_task("activities.render_document", (pk,), retry=False)
    except (OperationalError, RedisError):
        logger.warning("document %s waits for the sweeper: no broker", pk)


@transaction.atomic
def render(pk: int) -> None:
    """Make one waiting document. Claimed by its row, so that two workers never make it twice."""
    document = (
        RenderedDocument.objects.select_for_update(skip_locked=True)
        .filter(pk=pk, state=RenderedDocument.State.WAITING)
        .first()
    )
    if document is None:
        return
    document.attempts += 1
    try:
        told = partial(_tell, document.pk)
        data: bytes = _renderers()[document.kind].render(content_of(document), told)
    except Exception as failure:
        logger.exception("document %s could not be rendered", document.pk)
        document.error = type(failure).__name__
        if document.attempts >= MAX_ATTEMPTS:
            document.state = RenderedDocument.State.FAILED
        document.save(update_fields=["attempts", "error", "state", "updated_at"])
        return
    document.state = RenderedDocument.State.READY
    document.error = ""
    _keep(document, data)
    document.save(update_fields=["attempts", "error", "state", "file", "updated_at"])


def content_of(document: RenderedDocument) -> dict[str, Any]:
    """What is printed; of a sheet with numbers or private words it waited encrypted (PI-06)."""
    content: dict[str, Any] = document.content
    return (
        json.loads(open_text(content[SEALED]))
        if document.kind in FORGOTTEN and SEALED in content
        else content
    )


def _keep(document: RenderedDocument, data: bytes) -> None:
    """What waited encrypted lies on the disk encrypted as well, until it is deleted the next night (PI-06)."""
    name = f"{document.key}{_renderers()[document.kind].suffix}"
    if document.kind in FORGOTTEN:
        name, data = f"{document.key}{SEALED_SUFFIX}", seal_bytes(data)
    document.file.save(name, ContentFile(data), save=False)


def opened(document: RenderedDocument) -> IO[bytes]:
    """The finished file for the reader, whichever way it lies there."""
    if not str(document.file.name).endswith(SEALED_SUFFIX):
        plain: IO[bytes] = document.file.open("rb")
        return plain
    with document.file.open("rb") as sealed:
        return BytesIO(open_bytes(sealed.read()))


def progress_of(document: RenderedDocument) -> tuple[int, int] | None:
    """How many of how many parts are done, while a worker is at it; None where nobody has said."""
    found: tuple[int, int] | None = cache.get(f"rendering:{document.pk}")
    return found if document.state == RenderedDocument.State.WAITING else None


def _tell(pk: int, done: int, of: int) -> None:
    """Beside the transaction: what the worker has not finished is nobody's fact yet, but it can be watched."""
    try:
        cache.set(f"rendering:{pk}", (done, of), PROGRESS_SECONDS)
    except RedisError:
        logger.warning("document %s goes on unwatched: no cache", pk)


def waiting() -> list[int]:
    """Documents whose task was lost: asked for more than ten seconds ago and still waiting."""
    rows = RenderedDocument.objects.filter(
        state=RenderedDocument.State.WAITING, updated_at__lt=clock.now() - LOST_AFTER
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:100])


def forget_call_lists() -> int:
    """What is printed for one day's use with telephone numbers or criticism in it is kept no longer. How many went."""
    old = RenderedDocument.objects.filter(kind__in=FORGOTTEN, created_at__lt=clock.start_of(clock.today()))
    rows = list(old)
    for document in rows:
        document.file.delete(save=False)
        document.delete()
    return len(rows)


def _renderers() -> dict[str, Any]:
    """Loaded on use: web processes never import the PDF engine at start."""
    renderers: dict[str, Any] = import_string(RENDERERS)
    return renderers
