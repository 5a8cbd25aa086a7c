"""A record book around some sheets."""

from collections.abc import Sequence
from datetime import date

from activities.documents.minutes import MinutesContent
from activities.documents.year_book import YearBookContent


def book_of(sheets: Sequence[MinutesContent], **fields: object) -> YearBookContent:
    plain: dict[str, object] = {
        "title": "支部党员大会记录本",
        "branch": "示例市直属机关工作委员会机关第一党支部",
        "year": 2026,
        "made_on": date(2026, 12, 31),
        **fields,
    }
    return YearBookContent(sheets=tuple(sheets), **plain)
