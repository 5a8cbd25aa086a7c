"""What the apps below have to say or to print goes the same way as everything else (decision 0025)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from activities.choices import NoticeKind
from activities.services.notifying import Message, queue
from activities.services.rendering import ask_for
from partywork.common.inbox import Word


def take_over(users: Iterable[int], word: Word) -> int:
    """A word from below as a notice: once per person and occasion, by the ways the person is reached."""
    message = Message(
        occasion=word.occasion,
        kind=NoticeKind(word.matter.value),
        subject=word.subject,
        body=word.body,
        link=word.link,
        known_by=word.known_by,
    )
    return queue(users, message)


def take_order(kind: str, content: dict[str, Any], filename: str, place: str) -> UUID:
    """A form of the apps below, made by the workers like every other."""
    return ask_for(kind, content, filename, place=place).key
