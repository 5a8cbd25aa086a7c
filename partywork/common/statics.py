"""Style sheets and scripts under an address that changes with their content: a phone loads them once."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class StampedStaticFilesStorage(StaticFilesStorage):
    """For an installation that serves the files from where they lie: `css/base.css?v=3f9c…`."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        stamp = _stamp(name) if name else ""
        return f"{address}?v={stamp}" if stamp else address


@cache
def _stamp(name: str) -> str:
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12] if found else ""
