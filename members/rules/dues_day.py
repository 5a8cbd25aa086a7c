"""The day of the month on which dues are paid: the first, off a holiday, or the fixed Party day (DU-19, PD-15)."""

from dataclasses import dataclass
from datetime import date, timedelta

from branches.rules.calendar import WorkCalendar
from branches.rules.day_rule import DayRule, propose_year
from members.rules.dues_months import later

PARTY_DAY = "party_day"


@dataclass(frozen=True)
class DuesDay:
    """The day, None where the branch chooses its Party day month by month; dues are taken until the month ends."""

    day: date | None
    called: str
    last: date

    @property
    def text(self) -> str:
        """6月18日（主题党日），收到6月30日为止"""
        named = f"{self.day.month}月{self.day.day}日（{self.called}）" if self.day else self.called
        return f"{named}，收到{self.last.month}月{self.last.day}日为止"


def dues_day(month: date, choice: str, rule: DayRule, shift: str, calendar: WorkCalendar) -> DuesDay:
    """`choice` is du.dues_day; `rule` and `shift` place the Party day of the month."""
    last = later(month) - timedelta(days=1)
    if choice == PARTY_DAY:
        found = propose_year(rule, month.year, calendar, shift)[month.month - 1].date
        return DuesDay(found, "主题党日", last)
    return DuesDay(calendar.workday_on_or_after(month), "每月党费日", last)
