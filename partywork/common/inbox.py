"""Telling somebody through the inbox from below: the outbox stands in an app above, and registers itself here.

Apps import downwards only (decision 0025). Whoever knows of something to be said writes `tell(...)` inside the business
transaction; the app with the outbox takes it over when it starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Matter(StrEnum):
    """What it is about; the outbox knows a kind of notice with the same name, and says why somebody gets it."""

    DUES = "dues"
    MEMBERSHIP = "membership"
    HAND_OVER = "hand_over"
    DEVELOPMENT = "development"
    CARE = "care"


@dataclass(frozen=True)
class Word:
    """What is said on an occasion; `occasion` (80 characters) names it once for ever, per person.

    It may leave the house as a letter: nothing that only the page behind `link` may show.
    """

    occasion: str
    matter: Matter
    subject: str
    body: str
    link: str = ""
    known_by: datetime | None = None


Teller = Callable[[Iterable[int], Word], int]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """The outbox offers itself, once, when its app is ready."""
    _tellers[:] = [teller]


def tell(users: Iterable[int], word: Word) -> int:
    """Write the word for these accounts, in the running transaction. Answers how many were new.

    The same occasion twice adds nothing for whoever has it already.
    """
    if not _tellers:
        raise LookupError("no app has registered an outbox")
    return _tellers[0](users, word)
