"""How long an event lasted and whether that is half a day (PD-02)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Duration:
    """Minutes from start to end against the minutes asked for."""

    minutes: int
    required: int

    @property
    def is_enough(self) -> bool:
        return self.minutes >= self.required

    @property
    def sentence(self) -> str:
        start = f"时长{self.minutes}分钟，应不少于{self.required}分钟"
        return f"{start}，够" if self.is_enough else f"{start}，少{self.required - self.minutes}分钟"


def judge_duration(start: datetime, end: datetime, required: int) -> Duration:
    """Whole minutes are counted; an event over midnight or several days counts from first to last (E-25)."""
    return Duration((end - start) // timedelta(minutes=1), required)
