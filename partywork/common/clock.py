"""The office's clock: Asia/Shanghai, always (CAL-07)."""

import calendar
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

OFFICE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"


_replayed: ContextVar[datetime | None] = ContextVar("replayed", default=None)


def now() -> datetime:
    return _replayed.get() or timezone.now().astimezone(OFFICE)


@contextmanager
def replaying(moment: datetime) -> Iterator[None]:
    """Inside, the office's clock stands at this moment: only for building the demo world by its real steps."""
    token = _replayed.set(moment.astimezone(OFFICE))
    try:
        yield
    finally:
        _replayed.reset(token)


def today() -> date:
    return now().date()


def at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=OFFICE)


def start_of(day: date) -> datetime:
    return at(day, time.min)


def end_of(day: date) -> datetime:
    """24:00 of the day, that is 0:00 of the next (CAL-04)."""
    return start_of(day + timedelta(days=1))


def local_day(moment: datetime) -> date:
    return moment.astimezone(OFFICE).date()


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of the month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def full_date(day: date) -> str:
    """2026年5月7日, without leading zeros (DOC-12)."""
    return f"{day.year}年{day.month}月{day.day}日"


def long_date(day: date) -> str:
    """2026年6月18日（周四）"""
    return f"{full_date(day)}（周{WEEKDAYS[day.weekday()]}）"


def short_date(day: date) -> str:
    """6月18日（周四）"""
    return f"{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def near_text(day: date) -> str:
    """今天 · 明天 · 6月22日（周一）"""
    words = {0: "今天", 1: "明天"}
    return words.get((day - today()).days, short_date(day))


def due_text(moment: datetime) -> str:
    """A deadline as people say it: 6月20日24:00, not 6月21日0:00."""
    local = moment.astimezone(OFFICE)
    if local.time() == time.min:
        day = local.date() - timedelta(days=1)
        return f"{short_date(day)} 24:00"
    return f"{short_date(local.date())} {local:%H:%M}"


def due_day(moment: datetime) -> date:
    """The last day of a deadline that ends at its midnight."""
    return local_day(moment - timedelta(microseconds=1))


def left_text(delta: timedelta) -> str:
    """剩 14 小时 40 分 / 剩 3 天 / 已超 4 天"""
    return f"{'已超' if delta < timedelta(0) else '剩'} {size_text(abs(delta))}"


def size_text(delta: timedelta) -> str:
    """14 小时 40 分 / 1 天 3 小时 / 4 天"""
    minutes = int(delta.total_seconds() // 60)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days >= 2:
        return f"{days} 天"
    if days:
        return f"1 天 {hours} 小时" if hours else "1 天"
    if hours:
        return f"{hours} 小时 {minutes % 60} 分" if minutes % 60 else f"{hours} 小时"
    return f"{max(minutes, 1)} 分钟"
