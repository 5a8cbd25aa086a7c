"""Whether somebody was told of an event in time, from the fewest traces that show it (PD-05, N11)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Told(StrEnum):
    KNOWS = (
        "knows"  # opened the notice, answered, or asked for leave: which of them is nobody's business here
    )
    CALLED = "called"
    OPEN = "open"


@dataclass(frozen=True)
class Traces:
    """What is known of one person since the notice that counts; days only, but for the telephone call."""

    opened_on: date | None = None
    answered_on: date | None = None
    called_at: datetime | None = None
    is_exempt: bool = False

    @property
    def state(self) -> Told:
        if self.known_on is not None:
            return Told.KNOWS
        return Told.CALLED if self.called_at is not None else Told.OPEN

    @property
    def known_on(self) -> date | None:
        """The first day on which the person is sure to have known."""
        days = [day for day in (self.opened_on, self.answered_on) if day is not None]
        return min(days, default=None)

    @property
    def must_be_called(self) -> bool:
        """Who is exempt from coming hears of it all the same, but need not be telephoned."""
        return self.state == Told.OPEN and not self.is_exempt
