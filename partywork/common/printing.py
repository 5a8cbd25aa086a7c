"""Having a form printed from below: the workers that print stand in an app above, and register themselves here.

The same seam as the inbox (decision 0025). What may not lie on a disk is never asked for here: the content and the file
are kept.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

Printer = Callable[[str, dict[str, Any], str, str], UUID]
_printers: list[Printer] = []


def register(printer: Printer) -> None:
    """The workers' desk offers itself, once, when its app is ready."""
    _printers[:] = [printer]


def have_printed(kind: str, content: dict[str, Any], filename: str, *, place: str) -> UUID:
    """Have the workers print it; answers the key under which the page `document_status` waits for it.

    `kind` is a name of the documents' catalogue, `place` the path of the organization it is about.
    """
    if not _printers:
        raise LookupError("no app has registered a printer")
    return _printers[0](kind, content, filename, place)
