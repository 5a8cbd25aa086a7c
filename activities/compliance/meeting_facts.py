"""What the rules look at in meetings: when the minutes were signed, and where an important matter came from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MinutesFacts:
    """The minutes of one meeting: until when they were to be signed, and the day the last name was put under them.

    The day is the one on the paper where somebody signed by hand (E-81). None: not signed by both yet.
    """

    record: int
    activity: int
    title: str
    day: date
    last_day: date
    signed_on: date | None = None


@dataclass(frozen=True)
class MatterFacts:
    """One important matter before the members: whether it came from the committee, or why it did not (MT-08)."""

    item: int
    activity: int
    title: str
    day: date
    from_committee: bool
    reason: str = ""
