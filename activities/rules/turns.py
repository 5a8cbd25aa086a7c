"""Whose turn it is: while the committee has a filing, the branch's clock stands still (N20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Turn:
    """One time the filing was handed in, and when it was answered (None: the committee still has it)."""

    submitted_at: datetime
    answered_at: datetime | None


def rework_due(due_at: datetime, turns: Sequence[Turn], *, least: timedelta = timedelta(days=1)) -> datetime:
    """When a returned filing should be handed in again.

    What was left of the time when it was handed in is left again after the answer, but a day at the least: nobody
    can mend a paper in the hour that happened to remain. Whether the filing was late is judged by the first
    handing-in alone (RC-02).
    """
    answered = [turn for turn in turns if turn.answered_at is not None]
    if not answered:
        return due_at
    with_committee = sum(
        (turn.answered_at - turn.submitted_at for turn in answered if turn.answered_at), timedelta()
    )
    last = max(turn.answered_at for turn in answered if turn.answered_at)
    return max(due_at + with_committee, last + least)
