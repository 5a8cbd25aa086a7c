"""Personal sign-in cards, eight on a sheet to be cut: large print, the code, and the number beneath it (N35)."""

from dataclasses import dataclass
from itertools import zip_longest

from partywork.common.pdf import Document
from partywork.common.qr import Code, code_of

A_PAGE = 8


@dataclass(frozen=True)
class Card:
    """One member's card; `address` is what the code opens for the recorder, and for nobody else."""

    name: str
    number: str
    address: str

    @property
    def code(self) -> Code:
        return code_of(self.address)


@dataclass(frozen=True)
class SignInCardsContent:
    branch: str
    cards: tuple[Card, ...]

    @property
    def pages(self) -> list[list[tuple[Card, Card | None]]]:
        """Two cards beside each other, four rows a page."""
        rows = list(zip_longest(self.cards[::2], self.cards[1::2]))
        return [rows[start : start + A_PAGE // 2] for start in range(0, len(rows), A_PAGE // 2)]


class SignInCardsDocument(Document[SignInCardsContent]):
    template = "documents/sign_in_cards.html"
    stylesheets = ("form.css", "table.css", "sign_in_cards.css")
    content_type = SignInCardsContent
