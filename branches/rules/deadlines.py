"""Deadlines that say why they fall on that day (N30, CAL-04).

The first day is not counted, the last ends at 24:00. A deadline is worked out once and stored with its
explanation; a later change of the calendar does not move it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from branches.rules.calendar import ClosedDays, WorkCalendar, days_from, last_of_month
from partywork.common.clock import at, end_of, local_day

REGISTER_CHECK_TIME = time(18, 0)


@dataclass(frozen=True)
class Deadline:
    """The moment after which it is late, why, and whether the calendar it was counted with was complete.

    `due` is the first moment that is late: 24:00 of 20 June is stored as 0:00 of 21 June, Asia/Shanghai.
    """

    due: datetime
    explanation: str
    calendar_known: bool = True

    @property
    def last_day(self) -> date:
        """The last day on which it is still in time."""
        return local_day(self.due - timedelta(microseconds=1))

    def is_past(self, moment: datetime) -> bool:
        return moment >= self.due


def filing_deadline(end_date: date, days: int, working: bool, roll: bool, calendar: WorkCalendar) -> Deadline:
    """When the record sheet must be with the committee (PD-20), counted from the end (E-25)."""
    ended = f"{day_text(end_date)}结束"
    if working:
        return _in_workdays(ended, end_date, days, calendar)
    last = end_date + timedelta(days=days)
    lead = f"{ended}，{days}日内到{day_text(last)}"
    if calendar.is_workday(last):
        return _at_midnight(f"{lead}24:00", last, calendar)
    closed = _closed_text(calendar.closed_stretches(last, last), last)
    if not roll:
        return _at_midnight(f"{lead}24:00；{closed}，按上级设定不顺延", last, calendar)
    rolled = calendar.next_workday(last)
    closed = _closed_text(calendar.closed_stretches(last, rolled), last)
    return _at_midnight(f"{lead}；{closed}，按上级设定顺延到{day_text(rolled)}24:00", rolled, calendar)


def latest_notice_day(event_date: date, days: int, working: bool, calendar: WorkCalendar) -> Deadline:
    """The last day on which the notice keeps the days asked for before the event (PD-05)."""
    last = event_date - timedelta(days=days)
    unit = "天"
    if working:
        unit = "个工作日"
        last = event_date
        while calendar.workdays_between(last, event_date) < days:
            last -= timedelta(days=1)
    why = f"{day_text(event_date)}活动，提前{days}{unit}预告，最迟{day_text(last)}24:00前发出"
    if days == 0:
        why = f"{day_text(event_date)}活动，上级没有规定提前天数，活动前发出即可"
    return _at_midnight(why, last, calendar, also=event_date if working else None)


def notice_lead(event_date: date, published_on: date, calendar: WorkCalendar | None = None) -> int:
    """How many days before the event the notice went out; workdays when a calendar is given (PD-05)."""
    if calendar is None:
        return (event_date - published_on).days
    return calendar.workdays_between(published_on, event_date)


def answer_deadline(submitted_at: datetime, workdays: int, calendar: WorkCalendar) -> Deadline:
    """When the committee must have answered a filing (N20)."""
    day = local_day(submitted_at)
    return _in_workdays(f"{day_text(day)}报送", day, workdays, calendar)


def makeup_deadline(
    event_date: date, days: int, next_event_date: date | None = None, what: str = "主题党日"
) -> Deadline:
    """When a make-up should be done: within the days, and before the next one of its kind (AT-07)."""
    last = event_date + timedelta(days=days)
    why = f"{day_text(event_date)}活动，{days}日内补课，到{day_text(last)}24:00"
    if next_event_date is not None and event_date < next_event_date <= last:
        last = next_event_date - timedelta(days=1)
        why = f"下次{what}在{day_text(next_event_date)}，补课应在此前完成，到{day_text(last)}24:00"
    return Deadline(end_of(last), why)


def register_check_deadline(end_date: date, moment: time = REGISTER_CHECK_TIME) -> Deadline:
    """When everybody without any mark must be settled: the day after the event (AT-02)."""
    day = end_date + timedelta(days=1)
    why = f"{day_text(end_date)}结束，没有登记的人员应在次日（{day_text(day)}）{moment:%H:%M}前核清"
    return Deadline(at(day, moment), why)


@dataclass(frozen=True)
class CandidateDay:
    """One day of a month: what stands against it (nothing = lawful), and when to announce it (N23)."""

    date: date
    obstacles: tuple[str, ...]
    notice_by: Deadline

    @property
    def is_lawful(self) -> bool:
        return not self.obstacles


def days_to_choose_from(
    year: int,
    month: int,
    today: date,
    notice_days: int,
    calendar: WorkCalendar,
    *,
    working: bool = False,
    allow_makeup_weekend: bool = False,
    allow_weekend: bool = False,
) -> tuple[CandidateDay, ...]:
    """Every day of the month with what stands against it (N23)."""
    first = date(year, month, 1)
    found = []
    for day in days_from(first, last_of_month(first)):
        notice_by = latest_notice_day(day, notice_days, working, calendar)
        obstacles = _obstacles(day, calendar, allow_makeup_weekend, allow_weekend)
        if day <= today:
            obstacles = (*obstacles, "日期已过" if day < today else "就是今天")
        elif notice_by.last_day < today:
            obstacles = (*obstacles, f"预告最迟应在{day_text(notice_by.last_day)}发出")
        found.append(CandidateDay(day, obstacles, notice_by))
    return tuple(found)


def lawful_days(
    year: int,
    month: int,
    today: date,
    notice_days: int,
    calendar: WorkCalendar,
    *,
    working: bool = False,
    allow_makeup_weekend: bool = False,
    allow_weekend: bool = False,
) -> tuple[CandidateDay, ...]:
    """The days of the month on which notice, workday and month can all still be kept (N23)."""
    every = days_to_choose_from(
        year,
        month,
        today,
        notice_days,
        calendar,
        working=working,
        allow_makeup_weekend=allow_makeup_weekend,
        allow_weekend=allow_weekend,
    )
    return tuple(candidate for candidate in every if candidate.is_lawful)


def day_text(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _obstacles(
    day: date, calendar: WorkCalendar, allow_makeup_weekend: bool, allow_weekend: bool
) -> tuple[str, ...]:
    if calendar.is_statutory_holiday(day):
        return (f"{calendar.name(day) or '节假日'}放假",)
    if calendar.is_makeup_workday(day) and not allow_makeup_weekend:
        return ("调休上班日",)
    if not calendar.is_workday(day) and not allow_weekend:
        return ("周末",)
    return ()


def _in_workdays(start: str, day: date, count: int, calendar: WorkCalendar) -> Deadline:
    last = calendar.add_workdays(day, count)
    first = day + timedelta(days=1)
    notes = [
        f"{stretch.with_month.replace('是', '')}不计" for stretch in calendar.closed_stretches(first, last)
    ]
    notes += [f"{day_text(d)}调休上班计入" for d in days_from(first, last) if calendar.is_makeup_workday(d)]
    middle = f"（{'，'.join(notes)}）" if notes else ""
    why = f"{start}，{count}个工作日内{middle}，到{day_text(last)}24:00"
    return _at_midnight(why, last, calendar, also=day)


def _closed_text(stretches: tuple[ClosedDays, ...], near: date) -> str:
    """19—21日端午放假: the month is left out where the sentence has just named it."""
    return "，".join(row.text if row.first.month == near.month else row.with_month for row in stretches)


def _at_midnight(why: str, last: date, calendar: WorkCalendar, also: date | None = None) -> Deadline:
    unknown = [day.year for day in (also, last) if day is not None and not calendar.knows(day.year)]
    if unknown:
        why += f"（{unknown[-1]}年放假调休安排尚未录入，按法定节假日和周末推算）"
    return Deadline(end_of(last), why, not unknown)
