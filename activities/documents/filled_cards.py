"""The cards of a branch as the printed sheet wants them."""

from collections.abc import Callable, Iterable
from typing import Any

from activities.documents.sign_in_cards import Card, SignInCardsContent, SignInCardsDocument
from activities.models import SignInCard
from activities.rules.sign_in_number import number_of
from branches.models import Organization


def sign_in_cards(
    cards: Iterable[SignInCard], branch: Organization, address_of: Callable[[str], str]
) -> dict[str, Any]:
    """`address_of` makes the address of a key that a telephone in the room can open."""
    drawn = tuple(
        Card(name=card.member.name, number=number_of(card.serial), address=address_of(card.key))
        for card in cards
        if card.is_printed
    )
    return SignInCardsDocument(SignInCardsContent(branch.called, drawn)).to_json()
