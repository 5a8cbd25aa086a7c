"""Time expressions: which months, which days, how often. Only what the text says, never more."""

from dataclasses import dataclass, replace
from datetime import date, time


@dataclass(frozen=True, slots=True)
class When:
    """One expression of time and where it stands. `deadline` is text like 3月底前: to be done by then."""

    text: str
    at: int
    until: int
    months: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None
    recurrence: str | None = None
    notes: tuple[str, ...] = ()
    begins: time | None = None
    finishes: time | None = None
    year: int | None = None
    deadline: bool = False
    hint: bool = False  # a festival or a season rather than a month by name

    @property
    def says_something(self) -> bool:
        return bool(self.months or self.start or self.end or self.recurrence or self.notes)

    def with_notes(self, *notes: str) -> "When":
        return replace(self, notes=self.notes + notes)


def day_or_note(year: int, month: int, day: int) -> tuple[date | None, tuple[str, ...]]:
    """The day, or the reason why there is none (2月30日)."""
    try:
        return date(year, month, day), ()
    except ValueError:
        return None, (f"{year}年没有{month}月{day}日，请核对",)
