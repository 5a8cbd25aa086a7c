"""How dates, deadlines and percentages are printed, everywhere alike."""

from datetime import date, datetime, timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from partywork.common import clock

register = template.Library()


def _day(value: date | datetime) -> date:
    return clock.local_day(value) if isinstance(value, datetime) else value


@register.filter
def long_date(value: date | datetime | None) -> SafeString | str:
    """2026年6月18日（周四）, inside <time>."""
    if value is None:
        return ""
    day = _day(value)
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), clock.long_date(day))


@register.filter
def short_date(value: date | datetime | None) -> SafeString | str:
    if value is None:
        return ""
    day = _day(value)
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), clock.short_date(day))


@register.filter
def hour(value: datetime | None) -> str:
    return f"{value.astimezone(clock.OFFICE):%H:%M}" if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """6月18日 14:02"""
    if value is None:
        return ""
    local = value.astimezone(clock.OFFICE)
    text = f"{local.month}月{local.day}日 {local:%H:%M}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), text)


@register.filter
def due(value: datetime | None) -> str:
    return clock.due_text(value) if value else ""


@register.filter
def size(value: timedelta | None) -> str:
    """1 天 3 小时"""
    return clock.size_text(value) if value is not None else ""


@register.filter
def time_left(value: datetime | None) -> str:
    return clock.left_text(value - clock.now()) if value else ""
