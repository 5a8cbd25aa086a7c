"""What a record book of the year prints: the signed minutes as they were signed, drafts marked or left out (S23)."""

from typing import Any

from activities.documents.filled_minutes import filled_minutes
from activities.documents.year_book import YearBookContent, YearBookDocument
from activities.reports.minutes_shelf import ShelfBook
from branches.models import Organization
from partywork.common import clock


def year_book(branch: Organization, year: int, book: ShelfBook, *, with_drafts: bool) -> dict[str, Any]:
    """A fixed number of queries, however many sheets; the same sheets on the same day are the same book."""
    taken = [record for record in book.records if with_drafts or record.signed_at is not None]
    content = YearBookContent(
        title=book.title,
        branch=branch.name,
        year=year,
        made_on=clock.today(),
        sheets=tuple(filled_minutes(taken)),
        group=book.group,
        drafts=sum(record.signed_at is None for record in taken),
        left_out=len(book.records) - len(taken),
    )
    return YearBookDocument(content).to_json()
