"""What became of the things agreed on, said in numbers as of a day (PD-29, F-43)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Tracked:
    """One thing agreed on as the count needs it; `ended_on`: done or dropped."""

    due_on: date | None
    done_on: date | None = None
    dropped_on: date | None = None

    def is_open_on(self, day: date) -> bool:
        return all(ended is None or ended > day for ended in (self.done_on, self.dropped_on))

    def days_late(self, day: date) -> int:
        """Whole days past its day: 0 on the day itself, and for what is done or goes on for good."""
        if self.due_on is None or not self.is_open_on(day):
            return 0
        return max(0, (day - self.due_on).days)


@dataclass(frozen=True)
class Standing:
    open: int
    overdue: int
    most_late: int
    done: int

    @property
    def sentence(self) -> str:
        """在办 5 项，逾期 1 项（最长 12 天）；已办结 2 项"""
        if not self.open:
            return f"议定事项都已办结（{self.done} 项）" if self.done else "没有在办的议定事项"
        late = f"，逾期 {self.overdue} 项（最长 {self.most_late} 天）" if self.overdue else "，没有逾期"
        return f"在办 {self.open} 项{late}" + (f"；已办结 {self.done} 项" if self.done else "")


def standing_on(items: Iterable[Tracked], day: date) -> Standing:
    known = list(items)
    late = [days for days in (item.days_late(day) for item in known) if days]
    return Standing(
        open=sum(1 for item in known if item.is_open_on(day)),
        overdue=len(late),
        most_late=max(late, default=0),
        done=sum(1 for item in known if item.done_on is not None and item.done_on <= day),
    )
