"""政治生日贺卡: one card a page, to be signed and handed over by people."""

from dataclasses import dataclass
from datetime import date

from members.reports.anniversaries import AnniversaryMonth
from partywork.common.pdf import Document


@dataclass(frozen=True)
class Card:
    name: str
    joined_on: date
    years: int
    on: date


@dataclass(frozen=True)
class Cards:
    branch: str
    cards: tuple[Card, ...]


class AnniversaryCards(Document[Cards]):
    template = "documents/anniversary_cards.html"
    stylesheets = ("form.css", "anniversary_cards.css")
    content_type = Cards


def cards_of(found: AnniversaryMonth, branch: str, *, member: int | None = None) -> Cards:
    lines = [line for line in found.lines if member is None or line.member.pk == member]
    return Cards(
        branch,
        tuple(Card(line.member.name, line.member.joined_on, line.years, line.day) for line in lines),
    )
