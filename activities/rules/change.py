"""Whether an event may be moved to another day (PD-04, E-16)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from branches.rules.calendar import WorkCalendar, last_of_month
from branches.rules.deadlines import day_text


@dataclass(frozen=True)
class ChangeVerdict:
    """Whether the new day is allowed, the sentence for whoever asks, and a day that would be.

    `may_ask`: the superior's consent would allow it.
    """

    allowed: bool
    sentence: str
    suggestion: date | None = None
    may_ask: bool = False


def judge_change(
    old: date,
    new: date,
    calendar: WorkCalendar,
    *,
    today: date,
    same_month: bool = True,
    asks_first: bool = False,
    agreed: Collection[date] = (),
) -> ChangeVerdict:
    """An event stays in its month, unless the committee above does not ask for that or agreed to another.

    `agreed` are the days the superior accepted. For another month any day of an agreed month will do; where every
    move is approved (`asks_first`), it must be that very day.
    """
    in_month = (old.year, old.month) == (new.year, new.month)
    if asks_first and new not in agreed:
        return ChangeVerdict(False, f"改期须先经上级同意，请先请示改到{day_text(new)}", may_ask=True)
    if in_month or not same_month:
        return ChangeVerdict(True, f"由{day_text(old)}改到{day_text(new)}，改期须写明原因并报上级")
    if any((day.year, day.month) == (new.year, new.month) for day in agreed):
        return ChangeVerdict(True, f"上级已同意由{day_text(old)}改到{new.month}月")
    suggestion = latest_day_in_month(old, calendar, today)
    text = f"主题党日应在当月完成，不能改到{day_text(new)}"
    if suggestion is None:
        return ChangeVerdict(False, f"{text}；{old.month}月已没有工作日，请报上级同意", may_ask=True)
    latest = f"{text}；{old.month}月最晚可改到{day_text(suggestion)}，确需改到别的月份的，先请上级同意"
    return ChangeVerdict(False, latest, suggestion, may_ask=True)


def latest_day_in_month(old: date, calendar: WorkCalendar, today: date) -> date | None:
    """The last ordinary workday of the event's month that is still ahead; None when there is none left."""
    day = last_of_month(old)
    while day > today and day.month == old.month:
        if calendar.is_workday(day) and not calendar.is_makeup_workday(day):
            return day
        day -= timedelta(days=1)
    return None
