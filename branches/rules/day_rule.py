"""The fixed day of the branch and the twelve dates it proposes for a year (PD-03, PD-32).

Dates are moved off holidays with the reason written out (CAL-03); a person confirms them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from branches.rules.calendar import WorkCalendar, holiday_short_name
from branches.rules.fixed_day import DAY_OF_MONTH, KINDS, LAST_WEEKDAY, MANUAL, NTH_WEEKDAY, DayRule

__all__ = [
    "BY_HAND",
    "DAY_OF_MONTH",
    "KINDS",
    "LAST_WEEKDAY",
    "MANUAL",
    "NEXT_WORKDAY",
    "NTH_WEEKDAY",
    "PREVIOUS_WORKDAY",
    "SHIFTS",
    "DayRule",
    "ProposedDay",
    "propose_year",
]

NEXT_WORKDAY = "next_workday"
PREVIOUS_WORKDAY = "prev_workday"
BY_HAND = "manual"
SHIFTS = {NEXT_WORKDAY: "顺延到下一个工作日", PREVIOUS_WORKDAY: "提前到上一个工作日", BY_HAND: "由支部另定"}


@dataclass(frozen=True)
class ProposedDay:
    """One month: the day by the rule, the day proposed (None = a person must choose, or exempt), and why."""

    month: int
    original: date | None
    date: date | None
    reasons: tuple[str, ...] = ()

    @property
    def is_moved(self) -> bool:
        return self.original != self.date


@dataclass(frozen=True)
class _Proposer:
    rule: DayRule
    calendar: WorkCalendar
    shift: str
    allow_makeup_weekend: bool

    def propose(self, year: int, month: int) -> ProposedDay:
        original = self.rule.date_in(year, month)
        if original is None:
            return ProposedDay(month, None, None, ("日期逐月另定，请选一天",))
        if self._suits_as_fixed_day(original):
            return ProposedDay(month, original, original)
        return self._moved(month, original)

    def _suits_as_fixed_day(self, day: date) -> bool:
        if self.rule.is_weekend_rule and not self.calendar.is_makeup_workday(day):
            return not self.calendar.is_statutory_holiday(day)
        return self._suits(day)

    def _suits(self, day: date) -> bool:
        """A workday, and not one worked in exchange unless the branch allows it (E-75)."""
        return self.calendar.is_workday(day) and (
            self.allow_makeup_weekend or not self.calendar.is_makeup_workday(day)
        )

    def _moved(self, month: int, original: date) -> ProposedDay:
        cause = self._cause(original)
        if self.shift == BY_HAND:
            return ProposedDay(month, original, None, (f"{cause}，请另定日期",))
        forward = self.shift == NEXT_WORKDAY
        wanted = self._nearest(original, 1 if forward else -1)
        if wanted is not None:
            return ProposedDay(month, original, wanted, (f"{cause}，{self._how(original, wanted)}",))
        other = self._nearest(original, -1 if forward else 1)
        if other is None:
            return ProposedDay(month, original, None, (f"{cause}，本月没有其他工作日，请另定日期",))
        over = "顺延会到下个月" if forward else "提前会到上个月"
        return ProposedDay(month, original, other, (f"{cause}，{over}，{self._how(original, other)}",))

    def _nearest(self, original: date, step: int) -> date | None:
        """The nearest suitable day in the same month, looking one way only."""
        day = original + timedelta(days=step)
        while day.month == original.month:
            if self._suits(day):
                return day
            day += timedelta(days=step)
        return None

    def _cause(self, day: date) -> str:
        if self.calendar.is_makeup_workday(day):
            return f"{day.day}日是调休上班日"
        if self.calendar.is_statutory_holiday(day):
            return f"{day.day}日在{holiday_short_name(self.calendar.name(day))}假内"
        return f"{day.day}日是周末"

    def _how(self, original: date, chosen: date) -> str:
        in_holiday = self.calendar.is_statutory_holiday(original)
        if chosen > original:
            plain = chosen == self.calendar.next_workday(original)
            place = "到节后首个工作日" if in_holiday and plain else f"到{chosen.day}日"
            return f"顺延{place}" + ("" if plain else "（中间的调休上班日不安排）")
        plain = chosen == self.calendar.previous_workday(original)
        place = "到节前最后一个工作日" if in_holiday and plain else f"到{chosen.day}日"
        return f"提前{place}" + ("" if plain else "（中间的调休上班日不安排）")


def propose_year(
    rule: DayRule,
    year: int,
    calendar: WorkCalendar,
    shift: str = NEXT_WORKDAY,
    allow_makeup_weekend: bool = False,
    exempt_months: Collection[int] = (),
) -> tuple[ProposedDay, ...]:
    """Twelve proposals for a person to confirm; a date never leaves its month (PD-04)."""
    proposer = _Proposer(rule, calendar, shift, allow_makeup_weekend)
    return tuple(
        ProposedDay(month, None, None, ("本月豁免，不安排",))
        if month in exempt_months
        else proposer.propose(year, month)
        for month in range(1, 13)
    )
