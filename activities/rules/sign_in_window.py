"""From when until when somebody may sign in by himself, and from when he is late (AT-02).

The rules name no number; these are ours: the doors open two hours before, a hand needs five minutes after the
start, and on the last day's midnight the list in the recorder's hands is the only way left.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from partywork.common import clock

OPENS_BEFORE = timedelta(hours=2)
GRACE = timedelta(minutes=5)


@dataclass(frozen=True)
class Window:
    """Signing in counts from `opens` on, before `ends`."""

    opens: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        return self.opens <= moment < self.ends


def window_of(starts_at: datetime, ends_at: datetime) -> Window:
    return Window(starts_at - OPENS_BEFORE, clock.end_of(clock.due_day(ends_at)))


def is_late(starts_at: datetime, moment: datetime) -> bool:
    """Whoever comes within the grace is on time (AT-02)."""
    return moment > starts_at + GRACE
