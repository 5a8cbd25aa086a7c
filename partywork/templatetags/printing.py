"""What the printed forms say in the same way everywhere."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from partywork.common import clock

register = template.Library()


@register.filter
def wide(name: str) -> SafeString:
    """A name of two signs set as wide as one of three; the text stays whole for search and copy."""
    if len(name) == 2 and all("\u3400" <= sign <= "\u9fff" for sign in name):
        return format_html("<i>{}</i>{}", name[0], name[1])
    return format_html("{}", name)


@register.filter
def full_date(day: date | None) -> str:
    """2026年5月7日, without leading zeros (DOC-12)."""
    return clock.full_date(day) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def ledger_date(day: date | None) -> str:
    """7-01, as ledgers write it."""
    return f"{day.month}-{day.day:02}" if day else ""


@register.filter
def year_day(day: date | None) -> SafeString:
    """2026 above 7-01: a ledger that runs over years."""
    # format_html makes a text of each part first, and a text is filled up on the wrong side.
    return format_html("{}<br/>{}", day.year, f"{day.month}-{day.day:02}") if day else format_html("")


@register.filter
def span(when: str) -> SafeString:
    """7月1日至3日 on two lines, broken where it is read so."""
    start, until, end = when.partition("至")
    return format_html("{}<br/>{}{}", start, until, end) if until else format_html("{}", when)


@register.filter
def broken(text: str) -> SafeString:
    """Lines stay lines. Printed markup is read as XML, so the break closes itself."""
    return format_html_join(mark_safe("<br/>"), "{}", ((line,) for line in text.splitlines()))


@register.filter
def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
