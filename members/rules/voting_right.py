"""From which day a probationary member who becomes full has a vote: a choice of the committee (E-05, MEM-04)."""

from datetime import date
from typing import Final

# How the parameter `mem.votes_from` may be set.
APPROVAL: Final = "approval"
MEETING: Final = "meeting"
CHOICES = {APPROVAL: "上级批准之日", MEETING: "支部大会通过之日"}


def votes_from(
    choice: str, *, full_on: date, meeting_on: date | None, approved_on: date | None
) -> date | None:
    """Never before probation has ended; None while the day that counts is not there yet.

    The years in the Party count from the end of probation all the same, whichever day the vote begins.
    """
    counted = meeting_on if choice == MEETING else approved_on
    return max(counted, full_on) if counted is not None else None


def has_vote_on(day: date, *, full_on: date | None, since: date | None) -> bool:
    """`since` is the day that was computed, None for members of before; then full membership alone decides."""
    begins = since or full_on
    return begins is not None and begins <= day
