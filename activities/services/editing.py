"""Who else has a record sheet open just now, so that two do not write at once unawares (S25, E-82).

A short-lived note in the cache, for as long as the page asks for it: nothing is kept about who worked when.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from activities.models import RecordSheet
from members.models import User
from partywork.common import clock

SECONDS = 120  # the page asks again every 40; a closed tab is forgotten after two minutes


@dataclass(frozen=True)
class Editor:
    name: str
    since: datetime


def others_at(record: RecordSheet, user: User) -> list[Editor]:
    """Say that this person has the sheet open, and hear who else has. Who came first is told first."""
    now = clock.now()
    key = f"at-record:{record.pk}"
    known: dict[int, tuple[str, datetime, datetime]] = cache.get(key) or {}
    present = {pk: note for pk, note in known.items() if (now - note[2]).total_seconds() < SECONDS}
    since = present[user.pk][1] if user.pk in present else now
    present[user.pk] = (str(user), since, now)
    cache.set(key, present, SECONDS)
    others = [Editor(name, start) for pk, (name, start, _seen) in present.items() if pk != user.pk]
    return sorted(others, key=lambda editor: editor.since)


def leave(record: RecordSheet, user: User) -> None:
    """Done with it: nobody needs to be warned any more."""
    key = f"at-record:{record.pk}"
    present = cache.get(key) or {}
    if present.pop(user.pk, None):
        cache.set(key, present, SECONDS)
