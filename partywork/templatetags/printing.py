"""What the printed forms say in the same way everywhere."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

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
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def short_date(day: date | None) -> str:
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def ledger_date(day: date | None) -> str:
    """7-01, as ledgers write it."""
    return f"{day.month}-{day.day:02}" if day else ""


@register.filter
def paragraphs(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
