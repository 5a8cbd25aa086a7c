"""Money and months as the pages of the dues print them."""

from datetime import date

from django import template

from members.rules.dues_months import month_text
from partywork.common.money import yuan_text

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """123456 → 1,234.56"""
    return yuan_text(fen) if fen is not None else ""


@register.filter
def month_words(month: date | None) -> str:
    """2026年6月"""
    return month_text(month) if month is not None else ""
